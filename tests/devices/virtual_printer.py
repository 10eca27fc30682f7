"""A thermal printer made of code: it reads the bytes of a job and says what is on the paper.

It knows nothing of the encoder. A byte it does not understand, or a control byte inside text, is an
error, as it would be a strange beep or a kicked drawer on a real one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


class StrangeByteError(AssertionError):
    """The job holds something no printer should get."""


@dataclass
class VirtualPrinter:
    """Reads one job at a time.

    Attributes:
        paper: one entry a line, QR code, picture or cut, as in the golden files.
        drawer_kicks: how often the drawer was opened.
    """

    encoding: str = "gb18030"
    columns: int = 32
    paper: list[str] = field(default_factory=list)
    qr_texts: list[str] = field(default_factory=list)
    pictures: list[list[str]] = field(default_factory=list)
    drawer_kicks: int = 0
    is_chinese: bool = False
    is_bold: bool = False
    width: int = 1
    height: int = 1
    align: str = "left"
    module: int = 0
    level: str = ""
    stored: bytes = b""
    widest: int = 0

    def send(self, job: bytes) -> None:
        """Print a job; the printer can stand in for a transport."""
        at = 0
        text = b""
        while at < len(job):
            byte = job[at]
            if byte == 0x0A:
                self._print_line(text)
                text, at = b"", at + 1
            elif byte in {0x1B, 0x1C, 0x1D}:
                if text:
                    raise StrangeByteError(f"a command inside a line at {at}")
                at = self._command(job, at)
            elif byte < 0x20 or byte == 0x7F:
                raise StrangeByteError(f"control byte {byte:#04x} at {at}")
            else:
                text += bytes([byte])
                at += 1
        if text:
            raise StrangeByteError("a line without its end")

    def _print_line(self, text: bytes) -> None:
        line = text.decode(self.encoding)
        cells = sum(1 if character.isascii() else 2 for character in line) * self.width
        self.widest = max(self.widest, cells)
        if cells > self.columns:
            raise StrangeByteError(f"a line of {cells} cells: {line}")
        marks = ("B" if self.is_bold else "") + (
            f"{self.width}x{self.height}" if (self.width, self.height) != (1, 1) else ""
        )
        self.paper.append(f"[{marks}]{line}" if marks else line)

    def _command(self, job: bytes, at: int) -> int:
        commands: dict[bytes, tuple[int, Callable[[bytes], None]]] = {
            b"\x1b@": (0, self._initialise),
            b"\x1c&": (0, self._chinese),
            b"\x1ba": (1, self._set_align),
            b"\x1bE": (1, self._set_bold),
            b"\x1d!": (1, self._set_size),
            b"\x1bd": (1, self._feed),
            b"\x1bp": (3, self._kick),
            b"\x1dV": (2, self._cut),
        }
        name = job[at : at + 2]
        if name in commands:
            length, act = commands[name]
            act(job[at + 2 : at + 2 + length])
            return at + 2 + length
        if job[at : at + 3] == b"\x1d(k":
            length = int.from_bytes(job[at + 3 : at + 5], "little")
            self._qr(job[at + 5 : at + 5 + length])
            return at + 5 + length
        if job[at : at + 4] == b"\x1dv0\x00":
            row_bytes = int.from_bytes(job[at + 4 : at + 6], "little")
            rows = int.from_bytes(job[at + 6 : at + 8], "little")
            self._picture(job[at + 8 : at + 8 + row_bytes * rows], row_bytes, rows)
            return at + 8 + row_bytes * rows
        raise StrangeByteError(f"unknown command {name!r} at {at}")

    def _initialise(self, _: bytes) -> None:
        self.is_bold, self.width, self.height, self.align = False, 1, 1, "left"

    def _chinese(self, _: bytes) -> None:
        self.is_chinese = True

    def _set_align(self, value: bytes) -> None:
        self.align = ("left", "centre", "right")[value[0]]

    def _set_bold(self, value: bytes) -> None:
        self.is_bold = bool(value[0])

    def _set_size(self, value: bytes) -> None:
        self.width, self.height = (value[0] >> 4) + 1, (value[0] & 15) + 1

    def _feed(self, value: bytes) -> None:
        self.paper.append(f"[FEED {value[0]}]")

    def _kick(self, _: bytes) -> None:
        self.drawer_kicks += 1

    def _cut(self, _: bytes) -> None:
        self.paper.append("[CUT]")

    def _qr(self, command: bytes) -> None:
        kind, value = command[:2], command[2:]
        if kind == b"1C":
            self.module = value[0]
        elif kind == b"1E":
            self.level = "LMQH"[value[0] - 48]
        elif kind == b"1P":
            self.stored = value[1:]
        elif kind == b"1Q":
            text = self.stored.decode("utf-8")
            self.qr_texts.append(text)
            shown = text.replace("\n", "⏎")
            self.paper.append(f"[QR {self.level} {self.module} {self.align}] {shown}")
        elif kind != b"1A":
            raise StrangeByteError(f"unknown QR command {command[:2]!r}")

    def _picture(self, bits: bytes, row_bytes: int, rows: int) -> None:
        if len(bits) != row_bytes * rows:
            raise StrangeByteError("a picture shorter than it says")
        drawn = [
            "".join(f"{byte:08b}" for byte in bits[row * row_bytes : (row + 1) * row_bytes])
            for row in range(rows)
        ]
        self.pictures.append(drawn)
        self.paper.append(f"[PICTURE {row_bytes * 8}x{rows}]")
