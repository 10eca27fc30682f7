"""The command line: the same services as the window, without one.

``main`` returns the exit code: 0 done, 1 refused by a rule of the shop, 2 wrong usage, 3 the
profile cannot be used, 4 an outside system failed or its answer is unknown. Nothing heavy is
imported here; ``ui`` only inside the functions that open a window or draw.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    from desktop.cli.running import run_command

    return run_command(list(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Be the program of this process: what it will hold in memory goes into no crash dump."""
    from desktop.security.hardening import forbid_core_dumps

    forbid_core_dumps()
    sys.exit(main(arguments))
