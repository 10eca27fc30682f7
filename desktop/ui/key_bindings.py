"""The keys of every act, as data: defaults, presets and a person's own changes.

One row per act. A screen offers what can be done (``shortcuts.Action``); this table says with which
key. ``Ctrl+K`` finds acts that have no key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVERYWHERE: Final = ""
_FIXED: Final = frozenset(
    {"Esc", "Return", "Tab", "Up", "Down", "Left", "Right", "Backspace", "Space", "Menu"}
)
"""Every page and every dialog knows these by one meaning."""
_TYPING: Final = frozenset(
    {"Home", "End", "Del", "Ins"}
    | {f"Ctrl+{key}" for key in ("A", "C", "V", "X", "Z", "Y", "Left", "Right", "Backspace")}
)
"""Whoever types needs them."""
_LETTER_PAGES: Final = frozenset({"payment", "done", "orders", "till", "owner"})
"""Pages on which no text field has the caret: a letter alone may be a key."""
_SHOWN: Final = MappingProxyType(
    {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "-": "−"}
)
_REACHED_BY_ALT: Final = MappingProxyType({f"F{n}": f"Alt+{n % 10}" for n in range(1, 11)})
"""Alt and a figure are the same as F1…F10, for laptops whose F keys need Fn."""
_NEEDS_FN: Final = frozenset({"F11", "F12"})


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """Which keys trigger one act.

    Attributes:
        action_id: ``sale.pay``; what a screen's action names.
        keys: portable key texts, the one shown first first: ``F9``, ``Ctrl+Return``, ``X``, ``Up``.
        page: the page where it holds, or empty for everywhere.
        text: what it does, for the overlay and the re-binding page (Chinese source text).
        hint: the short word of the status bar, or empty for none.
        is_repeating: True for moves: a held key goes on. Acts never repeat.
    """

    action_id: str
    keys: tuple[str, ...]
    page: str
    text: str
    hint: str = ""
    is_repeating: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether it stays on its key: Enter, Esc, arrows mean the same everywhere."""
        return self.is_repeating or any(key in _FIXED for key in self.keys)


def _row(
    action_id: str, keys: str, page: str, text: str, hint: str = "", *, repeats: bool = False
) -> KeyBinding:
    return KeyBinding(action_id, tuple(keys.split()), page, text, hint, repeats)


_T = QT_TRANSLATE_NOOP

KEY_BINDINGS: Final[tuple[KeyBinding, ...]] = (
    _row("help.keys", "F1 Ctrl+/", "", _T("keys", "快捷键"), _T("keys", "快捷键")),
    _row("page.search", "F2 Ctrl+F", "", _T("keys", "搜索这一页"), _T("keys", "搜索")),
    _row("sources.sync", "F5", "", _T("keys", "同步货源")),
    _row("window.full", "F11", "", _T("keys", "全屏")),
    _row("window.lock", "F12 Ctrl+L", "", _T("keys", "锁屏")),
    _row("page.back", "Esc", "", _T("keys", "返回、关闭、清空")),
    _row("palette.open", "Ctrl+K", "", _T("keys", "命令面板")),
    _row("page.print", "Ctrl+P", "", _T("keys", "打印当前内容")),
    _row("undo.last", "Ctrl+Z", "", _T("keys", "撤销")),
    _row("menu.open", "Menu Shift+F10", "", _T("keys", "操作菜单")),
    _row("delivery.open", "Ctrl+J", "", _T("keys", "待交付")),
    _row("banner.act", "Ctrl+Shift+J", "", _T("keys", "照上面的提示条去办")),
    _row("go.sale", "Ctrl+1", "", _T("keys", "收银")),
    _row("go.customers", "Ctrl+2", "", _T("keys", "会员")),
    _row("go.stock", "Ctrl+3", "", _T("keys", "货源")),
    _row("go.orders", "Ctrl+4", "", _T("keys", "订单")),
    _row("go.till", "Ctrl+5", "", _T("keys", "日结")),
    _row("go.promote", "Ctrl+6", "", _T("keys", "推广")),
    _row("go.owner", "Ctrl+7", "", _T("keys", "总览")),
    _row("go.settings", "Ctrl+8", "", _T("keys", "设置")),
    # 收银
    _row("sale.customer", "F3", "sale", _T("keys", "选会员"), _T("keys", "会员")),
    _row("sale.quantity", "F4 *", "sale", _T("keys", "改数量"), _T("keys", "数量")),
    _row("sale.hold", "F6", "sale", _T("keys", "挂单"), _T("keys", "挂单")),
    _row("sale.recall", "F7", "sale", _T("keys", "取单"), _T("keys", "取单")),
    _row("sale.line_discount", "F8", "sale", _T("keys", "折扣、改价"), _T("keys", "折扣")),
    _row("sale.pay", "F9 Ctrl+Return", "sale", _T("keys", "收款"), _T("keys", "收款")),
    _row("sale.order_discount", "Ctrl+D", "sale", _T("keys", "整单折扣")),
    _row("sale.coupon", "Ctrl+U", "sale", _T("keys", "用券")),
    _row("sale.agent", "Ctrl+Shift+D", "sale", _T("keys", "记代理")),
    _row("sale.points", "F10", "sale", _T("keys", "积分抵扣")),
    _row("sale.line_up", "Up", "sale", _T("keys", "上一行"), repeats=True),
    _row("sale.line_down", "Down", "sale", _T("keys", "下一行"), repeats=True),
    _row("sale.more", "+", "sale", _T("keys", "数量加一")),
    _row("sale.less", "-", "sale", _T("keys", "数量减一")),
    _row("sale.delete_line", "Del", "sale", _T("keys", "删除行")),
    _row("sale.clear", "Ctrl+Shift+Del", "sale", _T("keys", "清空整单")),
    _row("sale.chain", "Ctrl+T", "sale", _T("keys", "接龙")),
    _row("sale.view", "Ctrl+G", "sale", _T("keys", "网格、列表")),
    _row("sale.category_up", "PgUp", "sale", _T("keys", "上一个分类"), repeats=True),
    _row("sale.category_down", "PgDown", "sale", _T("keys", "下一个分类"), repeats=True),
    _row("sale.margin", "Ctrl+M", "sale", _T("keys", "按住看毛利（店主）")),
    # 收款
    _row("payment.back", "Esc", "payment", _T("keys", "返回改单"), _T("keys", "返回")),
    _row("payment.cash", "X", "payment", _T("keys", "现金"), _T("keys", "现金")),
    _row("payment.wechat", "W", "payment", _T("keys", "微信"), _T("keys", "微信")),
    _row("payment.alipay", "Z", "payment", _T("keys", "支付宝"), _T("keys", "支付宝")),
    _row("payment.qq", "Q", "payment", _T("keys", "QQ 钱包"), _T("keys", "QQ 钱包")),
    _row("payment.epay", "E", "payment", _T("keys", "易支付"), _T("keys", "易支付")),
    _row("payment.stored", "C", "payment", _T("keys", "储值"), _T("keys", "储值")),
    _row("payment.points", "J", "payment", _T("keys", "积分抵扣"), _T("keys", "积分")),
    _row("payment.credit", "G", "payment", _T("keys", "挂账")),
    _row("payment.clear", "Ctrl+Backspace", "payment", _T("keys", "清空金额")),
    _row("payment.rounding", "R", "payment", _T("keys", "抹零"), _T("keys", "抹零")),
    _row("payment.quick_1", "Ctrl+1", "payment", _T("keys", "第一个快捷金额")),
    _row("payment.quick_2", "Ctrl+2", "payment", _T("keys", "第二个快捷金额")),
    _row("payment.quick_3", "Ctrl+3", "payment", _T("keys", "第三个快捷金额")),
    _row("payment.quick_4", "Ctrl+4", "payment", _T("keys", "第四个快捷金额")),
    _row("payment.quick_5", "Ctrl+5", "payment", _T("keys", "第五个快捷金额")),
    _row("payment.show", "T", "payment", _T("keys", "给顾客看"), _T("keys", "给顾客看")),
    _row("payment.confirm", "Return", "payment", _T("keys", "确认收款")),
    _row("payment.query", "F5", "payment", _T("keys", "立即查询")),
    _row("payment.next_code", "N", "payment", _T("keys", "换一个码")),
    _row("payment.scan_side", "S", "payment", _T("keys", "顾客扫我、我扫顾客")),
    _row("payment.cancel_code", "Del", "payment", _T("keys", "取消这笔扫码付款")),
    # 完成
    _row("done.next", "Return", "done", _T("keys", "下一位"), _T("keys", "下一位")),
    _row("done.receipt", "P", "done", _T("keys", "打印小票"), _T("keys", "打印小票")),
    _row("done.save_receipt", "S", "done", _T("keys", "小票存 PDF")),
    _row("done.slip", "K", "done", _T("keys", "打印卡密单")),
    _row("done.seal", "E", "done", _T("keys", "卡密存成加密文件")),
    _row("done.reveal", "V", "done", _T("keys", "显示卡密"), _T("keys", "显示卡密")),
    _row("done.copy", "Y", "done", _T("keys", "复制卡密"), _T("keys", "复制卡密")),
    _row("done.send", "M", "done", _T("keys", "发给顾客"), _T("keys", "发给顾客")),
    _row("done.ticket", "A", "done", _T("keys", "建售后单")),
    _row("done.show", "T", "done", _T("keys", "给顾客看")),
    _row("done.row_up", "Up", "done", _T("keys", "上一行"), repeats=True),
    _row("done.row_down", "Down", "done", _T("keys", "下一行"), repeats=True),
    # 会员
    _row("customers.take", "F3", "customers", _T("keys", "带入收银"), _T("keys", "带入收银")),
    _row("customers.new", "Ctrl+N", "customers", _T("keys", "新会员"), _T("keys", "新会员")),
    _row("customers.next_tab", "Ctrl+Tab", "customers", _T("keys", "换标签"), _T("keys", "换标签")),
    _row("customers.save_receipt", "Ctrl+S", "customers", _T("keys", "收据存 PDF")),
    # 货源
    _row("stock.open", "Return", "stock", _T("keys", "货源对比"), _T("keys", "对比")),
    _row("stock.import_cards", "Ctrl+I", "stock", _T("keys", "导入卡密"), _T("keys", "导入卡密")),
    _row("stock.bulk_price", "Ctrl+B", "stock", _T("keys", "批量改价"), _T("keys", "批量改价")),
    _row("stock.tick", "Space", "stock", _T("keys", "勾选")),
    _row("stock.tick_all", "Ctrl+A", "stock", _T("keys", "全选")),
    _row("stock.next_tab", "Ctrl+Tab", "stock", _T("keys", "换标签")),
    _row("stock.source_up", "Alt+Up", "stock", _T("keys", "货源上移")),
    _row("stock.source_down", "Alt+Down", "stock", _T("keys", "货源下移")),
    # 订单
    _row("orders.next_tab", "Ctrl+Tab", "orders", _T("keys", "换标签"), _T("keys", "换标签")),
    _row("orders.tell", "M", "orders", _T("keys", "告诉顾客"), _T("keys", "告诉顾客")),
    _row("orders.copy", "Y", "orders", _T("keys", "复制消息")),
    _row("orders.reveal", "V", "orders", _T("keys", "显示卡密"), _T("keys", "显示")),
    _row("orders.slip", "K", "orders", _T("keys", "打印卡密单"), _T("keys", "打印卡密单")),
    _row("orders.seal", "E", "orders", _T("keys", "卡密存成加密文件")),
    _row("orders.query", "Return", "orders", _T("keys", "查结果"), _T("keys", "查结果")),
    _row("orders.reprint", "P", "orders", _T("keys", "补打"), _T("keys", "补打")),
    _row("orders.save_receipt", "S", "orders", _T("keys", "小票存 PDF")),
    _row("orders.reply", "R", "orders", _T("keys", "回复")),
    _row("orders.ticket", "A", "orders", _T("keys", "建售后单")),
    _row("orders.close_ticket", "Ctrl+Return", "orders", _T("keys", "结单")),
    # 日结
    _row("till.next", "Return", "till", _T("keys", "下一步"), _T("keys", "下一步")),
    _row("till.back", "Esc", "till", _T("keys", "上一步"), _T("keys", "上一步")),
    _row("till.up", "Up", "till", _T("keys", "上一个面额"), repeats=True),
    _row("till.down", "Down", "till", _T("keys", "下一个面额"), repeats=True),
    _row("till.look", "X", "till", _T("keys", "中途查看"), _T("keys", "中途查看")),
    _row("till.calendar", "G", "till", _T("keys", "到月历，换一天"), _T("keys", "月历")),
    _row("till.sign", "Ctrl+Return", "till", _T("keys", "签字日结"), _T("keys", "签字日结")),
    # 总览
    _row("owner.day", "D", "owner", _T("keys", "今天"), _T("keys", "今天")),
    _row("owner.week", "W", "owner", _T("keys", "本周"), _T("keys", "本周")),
    _row("owner.month", "M", "owner", _T("keys", "本月"), _T("keys", "本月")),
    _row("owner.year", "Y", "owner", _T("keys", "今年"), _T("keys", "今年")),
    _row("owner.earlier", "P", "owner", _T("keys", "往前一段"), _T("keys", "往前一段")),
    _row("owner.later", "N", "owner", _T("keys", "往后一段")),
    _row("owner.calendar", "G", "owner", _T("keys", "到月历，换一天"), _T("keys", "月历")),
    _row("owner.ranking", "L", "owner", _T("keys", "换一种排行")),
    _row("owner.accept", "A", "owner", _T("keys", "这条没问题"), _T("keys", "没问题")),
    _row("owner.query", "Q", "owner", _T("keys", "这条要问"), _T("keys", "要问")),
    _row("owner.capital", "C", "owner", _T("keys", "记本金、取走")),
    _row("owner.hide", "H", "owner", _T("keys", "遮住金额")),
    _row("owner.export", "Ctrl+E", "owner", _T("keys", "导出"), _T("keys", "导出")),
    # 推广
    _row("promote.new", "Ctrl+N", "promote", _T("keys", "新建"), _T("keys", "新建")),
    _row("promote.change", "F2", "promote", _T("keys", "修改活动"), _T("keys", "修改")),
    _row("promote.switch", "F9", "promote", _T("keys", "开始、停止"), _T("keys", "开始、停止")),
    _row("promote.pay", "F8", "promote", _T("keys", "付佣金"), _T("keys", "付佣金")),
    _row("promote.tiers", "F6", "promote", _T("keys", "会员等级"), _T("keys", "会员等级")),
    _row("promote.next_tab", "Ctrl+Tab", "promote", _T("keys", "换标签"), _T("keys", "换标签")),
    _row("promote.save", "Ctrl+S", "promote", _T("keys", "存图"), _T("keys", "存图")),
    _row("promote.copy", "Ctrl+C", "promote", _T("keys", "复制图"), _T("keys", "复制图")),
    # 设置
    _row("settings.save", "Ctrl+S", "settings", _T("keys", "保存"), _T("keys", "保存")),
)

PRESETS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "default": MappingProxyType({}),
        "guanjiapo": MappingProxyType(
            {
                "page.search": ("F12", "Ctrl+F"),
                "window.lock": ("Ctrl+L",),
                "sale.customer": ("F2",),
                "sale.quantity": ("*", "F4"),
                "sale.line_discount": ("/", "F7"),
                "sale.order_discount": ("F10", "Ctrl+D"),
                "sale.points": ("F3",),
                "sale.recall": ("F8",),
            }
        ),
        "supermarket": MappingProxyType(
            {
                "sale.quantity": ("*", "F4"),
                "sale.recall": ("Shift+F6",),
                "sale.clear": ("Ctrl+Del", "Ctrl+Shift+Del"),
                "sale.customer": ("F7", "F3"),
            }
        ),
    }
)
"""What other tills have taught people: action → keys, laid over the defaults."""


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The bindings in force: defaults with a preset and a person's changes laid over.

    Attributes:
        has_fn_row: the F keys of this keyboard need Fn: what Alt reaches is shown instead.

    >>> KeyTable.made("supermarket").keys_of("sale.recall")
    ('Shift+F6',)
    """

    bindings: tuple[KeyBinding, ...] = KEY_BINDINGS
    has_fn_row: bool = False

    @classmethod
    def made(
        cls,
        preset: str = "default",
        overrides: Mapping[str, Iterable[str]] | None = None,
        *,
        has_fn_row: bool = False,
    ) -> KeyTable:
        """Lay a preset, then a person's own changes, over the defaults; unknown names go."""
        changed: dict[str, tuple[str, ...]] = dict(PRESETS.get(preset, {}))
        changed.update({name: tuple(keys) for name, keys in (overrides or {}).items()})
        bindings = (
            replace(row, keys=changed[row.action_id]) if row.action_id in changed else row
            for row in KEY_BINDINGS
        )
        return cls(tuple(bindings), has_fn_row)

    def shown(self, key: str) -> str:
        """Return a key as people read it: ``Ctrl+Return`` → ``Ctrl+Enter``, ``Up`` → ``↑``.

        >>> KeyTable(has_fn_row=True).shown("F9")
        'Alt+9'
        """
        if self.has_fn_row and key in _REACHED_BY_ALT:
            return _REACHED_BY_ALT[key]
        head, plus, last = key.rpartition("+")
        return f"{head}{plus}{_SHOWN.get(last, last)}" if last else key

    def shown_keys(self, row: KeyBinding) -> tuple[str, ...]:
        """Return the keys of an act as people read them, those that can be reached first."""
        keys = sorted(row.keys, key=_NEEDS_FN.__contains__) if self.has_fn_row else row.keys
        return tuple(map(self.shown, keys))

    def find_binding(self, action_id: str) -> KeyBinding | None:
        """Return the row of an act, or None for an act without a key."""
        return next((row for row in self.bindings if row.action_id == action_id), None)

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an act; none when it has none."""
        row = self.find_binding(action_id)
        return row.keys if row else ()

    def ids_of(self, key: str) -> frozenset[str]:
        """Return the acts that a key is bound to, on any page; mostly none or one."""
        return frozenset(row.action_id for row in self.bindings if key in row.keys)

    def refusal_of(self, action_id: str, key: str) -> str:
        """Return why an act cannot have a key, as a source sentence; empty where it can."""
        row = self.find_binding(action_id)
        if row is None or row.is_fixed or key in _FIXED:
            return _T("keys", "这个键到处都是一个意思，不能换")
        if key in _TYPING:
            return _T("keys", "打字要用这个键，换一个")
        if len(key) == 1 and key.isalnum() and row.page not in _LETTER_PAGES:
            return _T("keys", "这一页要打字，单个字母和数字不能当快捷键")
        return ""

    def taken_by(self, action_id: str, key: str) -> KeyBinding | None:
        """Return the other act of the same page that has a key, or None."""
        row = self.find_binding(action_id)
        return next(
            (
                other
                for other in self.bindings
                if row is not None
                and other.page == row.page
                and other.action_id != action_id
                and key in other.keys
            ),
            None,
        )

    def with_key(self, action_id: str, key: str) -> KeyTable:
        """Give an act a key in place of its first; another act of the page loses it."""
        taken = self.taken_by(action_id, key)
        bindings = (
            replace(row, keys=(key, *(one for one in row.keys[1:] if one != key)))
            if row.action_id == action_id
            else replace(row, keys=tuple(one for one in row.keys if one != key))
            if row is taken
            else row
            for row in self.bindings
        )
        return replace(self, bindings=tuple(bindings))

    def changes_from(self, base: KeyTable) -> dict[str, tuple[str, ...]]:
        """Return the keys of every act that has others in another table."""
        return {
            row.action_id: row.keys
            for row, other in zip(self.bindings, base.bindings, strict=True)
            if row.keys != other.keys
        }

    def list_conflicts(self) -> tuple[tuple[KeyBinding, KeyBinding], ...]:
        """Return pairs that claim one key on one page; a page's key over everywhere's is none."""
        seen: dict[tuple[str, str], KeyBinding] = {}
        found = []
        for row in self.bindings:
            for key in row.keys:
                other = seen.setdefault((row.page, key), row)
                if other is not row:
                    found.append((other, row))
        return tuple(found)
