"""What the command line does when the program itself is at fault: a sentence and where it happened.

An exception's own text may quote a card or a key, so neither it nor any value is ever printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from desktop.domain.errors import QT_TRANSLATE_NOOP, KataiError

if TYPE_CHECKING:
    from types import TracebackType


class ProgramFaultError(KataiError):
    """The program did something wrong; what it had committed before is safe."""

    exit_code = 5


class LastResort:
    """Turns what nobody foresaw into a sentence, an exit code, and places fit to send to somebody.

    Attributes:
        exit_code: 0 until something went wrong.
    """

    def __init__(self, *, is_json: bool) -> None:
        self._is_json: Final = is_json
        self.exit_code = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        from desktop.cli.answers import print_error, print_messages
        from desktop.logs import places_of

        print_messages(places_of(error))
        fault = ProgramFaultError(
            "program_fault",
            QT_TRANSLATE_NOOP(
                "errors",
                "程序自己出了错，这条命令没有做完；已经记下的都在。上面几行没有机密，可以发给帮忙的人",
            ),
            kind=type(error).__name__,
        )
        print_error(fault, is_json=self._is_json)
        self.exit_code = fault.exit_code
        return True
