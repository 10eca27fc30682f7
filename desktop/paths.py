"""Where things live: what is shipped, and what belongs to the shop.

A leaf module: it imports nobody. It makes no folder; whoever writes into one makes it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

APPLICATION_NAME: Final = "Katai"

PROFILE_VARIABLE: Final = "KATAI_DATA_DIR"
"""The environment variable that names the profile folder."""

DATABASE_VARIABLE: Final = "KATAI_DATABASE_URL"
"""The environment variable that names a database server for several desks."""

APPEARANCE_FILE: Final = "appearance.json"
"""Theme, language, scale and shop name: read before the database, for the first paint."""

LOGS_FOLDER: Final = "logs"

PRACTICE_FILE: Final = "practice.db"
"""What the practice platform remembers; a shop without it never had one."""


def program_folder() -> Path:
    """Return the folder that holds ``resources``: the sources, or the unpacked program."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parent.parent


def resource_folder() -> Path:
    """Return the folder of everything shipped beside the code."""
    return program_folder() / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one shipped file; it is not checked that it exists."""
    return resource_folder().joinpath(*parts)


def is_frozen() -> bool:
    """Tell whether this is the packaged program rather than the sources."""
    return bool(getattr(sys, "frozen", False))


def profile_folder(chosen: str | None, environment: Mapping[str, str]) -> Path:
    """Return the profile folder: the chosen one, else the environment's, else the platform's.

    Args:
        chosen: what ``--data-dir`` said.
        environment: usually ``os.environ``.
    """
    named = chosen or environment.get(PROFILE_VARIABLE)
    return Path(named).expanduser().absolute() if named else default_profile_folder()


def default_profile_folder() -> Path:
    """Return the platform's own place for application data."""
    import platformdirs

    return platformdirs.user_data_path(APPLICATION_NAME, appauthor=False)
