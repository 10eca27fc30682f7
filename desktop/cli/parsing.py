"""What may be typed: one declared parser; wrong usage becomes an error with a code, not an exit."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final, NoReturn

from desktop.domain.errors import QT_TRANSLATE_NOOP, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.translating import Language


_LARGEST: Final = 2**63 - 1
_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the process, so that ``--json`` can answer in JSON.

    Options are written in full: ``--js`` would be understood, and its errors not be JSON.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "allow_abbrev": False})

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the words."""
        raise UsageError(
            "usage", QT_TRANSLATE_NOOP("errors", "命令写得不对：{message}"), message=message
        )


def typed_language(arguments: Sequence[str]) -> Language | None:
    """Return the language asked for, before it is known whether the words make sense."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        for language in _LANGUAGES:
            if option.startswith("--lang") and asked == language:
                return language
    return None


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words of the command line.

    The commands are declared for who types one: the window does not wait for all of them.

    Raises:
        UsageError: code ``usage``.
    """
    words, rest = _window_parser().parse_known_args(arguments)
    if rest:
        return _parser().parse_args(arguments)
    words.command = None
    return words


def _window_parser() -> _Parser:
    parser = _Parser(prog="katai", add_help=False)
    _add_everywhere(parser, is_top=True)
    return parser


def _parser() -> _Parser:
    parser = _Parser(prog="katai", description="卡台 Katai: 卡商的收银台")
    _add_everywhere(parser, is_top=True)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, explanation: str) -> _Parser:
        made: _Parser = commands.add_parser(name, help=explanation, description=explanation)
        _add_everywhere(made, is_top=False)
        return made

    for add in (_add_window, _add_profile, _add_wholesale, _add_goods, _add_files, _add_books):
        add(command)
    return parser


def _add_everywhere(parser: argparse.ArgumentParser, *, is_top: bool) -> None:
    """Accept the global options before and after the command."""
    default: Any = None if is_top else argparse.SUPPRESS
    for option in ("--data-dir", "--passphrase-file", "--staff", "--staff-pin-file"):
        parser.add_argument(option, default=default)
    parser.add_argument("--lang", choices=_LANGUAGES, default=default)
    parser.add_argument(
        "--json", action="store_true", default=False if is_top else argparse.SUPPRESS
    )


def _identity(text: str) -> int:
    return _whole_number(text, 1, _LARGEST)


def _port(text: str) -> int:
    return _whole_number(text, 0, 65535)


def _whole_number(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{least} … {most}")
    return number


def _add_window(command: Callable[[str, str], _Parser]) -> None:
    command("demo", "样品店和练习货源，用完就扔")
    tour = command("tour", "开着真窗口走完一天，拍照")
    tour.add_argument("--out", required=True)
    practice = command("practice", "只开练习货源")
    practice.add_argument("--port", type=_port, default=0)
    practice.add_argument("--dialect", default="acg_faka")
    practice.add_argument("--faults", default="none")
    practice.add_argument("--seed", type=int, default=None)
    practice.add_argument("--state", default=None)
    practice.add_argument("--until-input-ends", action="store_true", help=argparse.SUPPRESS)


def _add_profile(command: Callable[[str, str], _Parser]) -> None:
    init = command("init", "不开窗口建一家店")
    init.add_argument("--shop", required=True)
    init.add_argument("--owner", required=True)
    init.add_argument("--pin-file", required=True)
    init.add_argument("--phrase-file")
    init.add_argument("--phrase-language", choices=("zh", "en"), default="zh")
    init.add_argument("--sample", action="store_true")
    backup = command("backup", "加密备份到一个文件")
    backup.add_argument("file")
    restore = command("restore", "从备份恢复")
    restore.add_argument("file")
    restore.add_argument("--phrase-file", required=True)
    restore.add_argument("--to")
    command("verify", "核对账本、余额和数据文件")
    command("doctor", "机器和店铺的状况，可以发给帮忙的人")


def _add_wholesale(command: Callable[[str, str], _Parser]) -> None:
    account = command("account", "卡盟账号")
    acts = account.add_subparsers(dest="act", metavar="ACT", parser_class=_Parser, required=True)
    for name in ("platforms", "list"):
        _add_everywhere(acts.add_parser(name), is_top=False)
    add = acts.add_parser("add")
    add.add_argument("--platform", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--field", action="append", default=[])
    add.add_argument("--secret-field", action="append", default=[])
    add.add_argument("--secret-file", action="append", default=[])
    add.add_argument("--allow-http", action="store_true")
    _add_everywhere(add, is_top=False)
    for name in ("test", "remove"):
        act = acts.add_parser(name)
        act.add_argument("name")
        _add_everywhere(act, is_top=False)
    sync = command("sync", "同步货源")
    sync.add_argument("names", nargs="*")
    goods = command("goods", "一个账号的货，按上次同步")
    goods.add_argument("--account", required=True)
    goods.add_argument("--search", default="")
    adopt = command("adopt", "把货源的货变成商品")
    adopt.add_argument("--account", required=True)
    adopt.add_argument("--goods", required=True)
    adopt.add_argument("--variant", default="")
    adopt.add_argument("--code")
    adopt.add_argument("--price")
    adopt.add_argument("--product")
    buy = command("buy", "买卡密入库")
    buy.add_argument("--product", required=True)
    buy.add_argument("--quantity", type=int, required=True)
    buy.add_argument("--account")
    buy.add_argument("--ceiling", required=True)
    purchases = command("purchases", "采购单")
    purchases.add_argument("act", nargs="?", choices=("recheck",))
    purchases.add_argument("ids", nargs="*", type=_identity)
    purchases.add_argument("--open", action="store_true")


def _add_goods(command: Callable[[str, str], _Parser]) -> None:
    products = command("products", "商品")
    products.add_argument("--search", default="")
    command("cards", "各商品的卡密张数，没有卡密本身")


def _add_files(command: Callable[[str, str], _Parser]) -> None:
    imports = command("import", "导入商品、会员、卡密、收款账单")
    imports.add_argument("kind", choices=("products", "customers", "cards", "goods", "bills"))
    imports.add_argument("file")
    imports.add_argument("--product")
    imports.add_argument("--account")
    imports.add_argument("--tender", choices=("wechat", "alipay"))
    imports.add_argument("--date")
    imports.add_argument("--other-phone", action="store_true")
    imports.add_argument("--encoding")
    imports.add_argument("--dry-run", action="store_true")
    exports = command("export", "导出到 CSV 或 XLSX")
    exports.add_argument(
        "kind", choices=("products", "customers", "sales", "purchases", "prices", "ledger")
    )
    exports.add_argument("file")


def _add_books(command: Callable[[str, str], _Parser]) -> None:
    report = command("report", "报表")
    report.add_argument("kind", choices=("day",))
    report.add_argument("--date")
    report.add_argument("--pdf")
