"""Run the practice platform by itself."""

from __future__ import annotations

import sys

from desktop.practice.server.running import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
