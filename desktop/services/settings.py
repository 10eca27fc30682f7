"""Reading and changing the settings of the shop."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING, Final

from desktop.domain.changes import Changes, Topic
from desktop.domain.permissions import Action, Actor
from desktop.services.setting_declaration import Setting, SettingGroup, Value
from desktop.services.settings_catalog import GROUP_LABELS, SETTING_BY_KEY, SETTINGS
from desktop.services.settings_values import SettingsValues, checked, from_stored, stored
from desktop.storage import setting_queries
from desktop.storage.ledger import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.domain.sale import Approval
    from desktop.services.rights import Rights
    from desktop.storage.ground import Ground

__all__ = ["Settings", "SettingsValues"]

_FREE_PREFIX: Final = "appearance."
"""How the window looks is nobody's secret and changes no money: anyone may set it."""


class Settings:
    """The settings as they are now; one object per profile, shared by every service."""

    def __init__(self, ground: Ground, rights: Rights, appearance_file: Path | None = None) -> None:
        self._ground = ground
        self._rights = rights
        self._appearance_file = appearance_file
        self._current: SettingsValues | None = None

    @property
    def current(self) -> SettingsValues:
        """All values; read from the profile once, then kept."""
        if self._current is None:
            self.reload()
        assert self._current is not None  # noqa: S101 - reload has just set it
        return self._current

    def reload(self) -> None:
        """Read the values again, such as after a restore."""
        with self._ground.database.read() as connection:
            rows = setting_queries.load_settings(connection)
        changed = {
            key: from_stored(SETTING_BY_KEY[key], text)
            for key, text in rows.items()
            if key in SETTING_BY_KEY
        }
        self._current = SettingsValues().with_changed(changed)

    def groups(self) -> tuple[tuple[SettingGroup, str, tuple[Setting, ...]], ...]:
        """Return each group of the settings page with its Chinese label and its settings."""
        return tuple(
            (group, label, tuple(setting for setting in SETTINGS if setting.group is group))
            for group, label in GROUP_LABELS.items()
        )

    def change(
        self, actor: Actor, values: Mapping[str, object], approval: Approval | None = None
    ) -> Changes:
        """Set some values, all or none; the ledger keeps which keys, not what they say.

        Args:
            actor: who changes them; all but the look of the window needs an owner.
            values: by key, as the setting's own type or as the text a person typed.
            approval: an owner's consent, for anyone else.

        Raises:
            BusinessRuleError: a right is missing, or code ``setting_unknown`` or
                ``setting_invalid``. Nothing was changed.
        """
        new = {key: checked(key, typed) for key, typed in values.items()}
        before = self.current
        changed = {key: value for key, value in new.items() if before.by_key[key] != value}
        if not changed:
            return Changes()
        if any(not key.startswith(_FREE_PREFIX) for key in changed):
            self._rights.require(actor, Action.ADMINISTER, approval=approval)
        self._save(actor, changed, approval)
        self._current = before.with_changed(changed)
        self.mirror_appearance()
        return Changes.of(Topic.SETTINGS)

    def mirror_appearance(self) -> None:
        """Write what the first paint needs beside the database, whole or not at all.

        It is only a copy: a disk that refuses it costs one wrong colour at the next start.
        """
        if self._appearance_file is None:
            return
        mirrored = {
            setting.key: self.current.by_key[setting.key]
            for setting in SETTINGS
            if setting.is_mirrored
        }
        text = json.dumps(mirrored, ensure_ascii=False, indent=1)
        with contextlib.suppress(OSError):
            _write_whole(self._appearance_file, text)

    def _save(self, actor: Actor, changed: Mapping[str, Value], approval: Approval | None) -> None:
        texts = {key: stored(value) for key, value in changed.items()}
        body = {
            "keys": sorted(changed),
            "person": actor.id,
            "channel": actor.channel,
            "approved_by": approval.person_id if approval else None,
        }
        with self._ground.database.write() as connection:
            setting_queries.save_settings(connection, texts, self._ground.now())
            self._ground.record(connection, LedgerEntry("settings_changed", body))


def _write_whole(target: Path, text: str) -> None:
    draft = target.with_name(f"{target.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
