"""The practice shop's website, as far as a till needs one: the page of what was bought.

A lost answer often ends with a person who looks there; so there is something to look at.
"""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING, Final

from desktop.practice.server.store import SHOP_NAME

if TYPE_CHECKING:
    from desktop.practice.server.store import Order, Store

_SHOWN_ORDERS: Final = 200
_HEADS: Final = ("时间", "订单号", "对方单号", "商品", "数量", "扣款", "填写的内容", "卡密或结果")
_STYLE: Final = (
    "body{font:15px/1.5 sans-serif;margin:32px;color:#1c1c1c}"
    "p.loud{background:#b3261e;color:#fff;padding:8px 12px;font-weight:700}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #ccc;padding:6px 10px;text-align:left;white-space:pre-line}"
)


def orders_page(store: Store) -> str:
    """Return the newest orders and the balance, as HTML."""
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    rows = "".join(map(_row, store.list_orders(_SHOWN_ORDERS)))
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{SHOP_NAME}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{SHOP_NAME} 购买记录</h1>"
        '<p class="loud">练习用：这里的钱和货都不是真的</p>'
        f"<p>余额 ¥{_yuan(store.balance_fen())}</p>"
        f"<table><tr>{heads}</tr>{rows}</table></body></html>\n"
    )


def _row(order: Order) -> str:
    goods = f"{order.code} {order.race}".strip()
    placed_at = time.strftime("%m-%d %H:%M:%S", time.localtime(order.placed_at))
    filled_in = "\n".join(str(one["value"]) for one in (order.widget or {}).values())
    cells = (
        placed_at,
        order.trade_no,
        order.request_no or "",
        goods,
        str(order.num),
        f"¥{_yuan(order.fen)}",
        filled_in,
        order.secret,
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
