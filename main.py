# -*- coding: utf-8 -*-
"""The door of Katai: makes the environment right, then hands over to the command line.

This file must parse on every Python that a machine may have, to be able to say which one it needs.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.stderr.write("卡台需要 Python 3.11 或更新的版本 / Katai needs Python 3.11 or newer\n")
    sys.exit(3)


def run():
    """Prepare the environment unless this is the packaged program, then run the command."""
    arguments = sys.argv[1:]
    if not getattr(sys, "frozen", False):
        scripts = os.path.join(os.path.dirname(os.path.abspath(__file__)), "packaging")
        sys.path.insert(0, scripts)
        import bootstrap

        sys.path.remove(scripts)
        arguments = bootstrap.prepare(arguments)
    from desktop import cli

    cli.run(arguments)


if __name__ == "__main__":
    run()
