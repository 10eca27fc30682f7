"""Errors that a person can act on: a code that never changes, a sentence, and its values.

Two of the three ways in which an error reaches the user start here; everything else is a fault of
ours and goes to the crash dialog. The sentences are marked for translation and filled by
``desktop.translating``; they name the thing, the cause and what happened to the money.
"""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate finds it by this name
    """Mark a sentence for the translation catalogue and return it unchanged."""
    del context
    return text


class KataiError(Exception):
    """An error with a stable code and a translatable sentence.

    Attributes:
        code: what scripts see; it never changes.
        template: the Chinese sentence with ``{name}`` placeholders.
        values: what fills the placeholders. Never a secret.
    """

    exit_code = 1

    def __init__(self, code: str, template: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template


class BusinessRuleError(KataiError):
    """A rule of the shop said no; nothing was recorded; the cashier can act on it."""


class UnexpectedError(KataiError):
    """A fault of ours, told to whoever waits for an answer; the crash report has the rest."""

    def __init__(self) -> None:
        super().__init__(
            "unexpected",
            QT_TRANSLATE_NOOP("errors", "程序出了错，这一步没有做完；已经记下的都在，可以再做一次"),
        )


class UsageError(KataiError):
    """The command or its arguments are wrong."""

    exit_code = 2


class ProfileError(KataiError):
    """The profile cannot be used: locked, damaged, newer, or its vault is closed."""

    exit_code = 3


class OutsideError(KataiError):
    """An outside system failed; what was kept safe is in the sentence."""

    exit_code = 4


class ConnectorError(OutsideError):
    """A platform or payment gateway could not be asked."""


class DeviceError(OutsideError):
    """A printer or drawer did not take the job."""


class StorageError(OutsideError):
    """The disk is full, read-only or failing; nothing was written."""

    exit_code = 3
