"""A customer's payment code (付款码): what their phone shows for the shop to scan.

Whoever holds it can take money for about a minute: it is a secret as long as it lives, and no code
is ever sent twice.
"""

from __future__ import annotations

import re
from typing import Final

_SHAPES: Final = (
    ("wxpay", re.compile(r"1[0-5][0-9]{16}")),
    ("alipay", re.compile(r"(?:2[5-9]|30)[0-9]{14,22}")),
)
"""WeChat: 18 digits that begin with 10 to 15. Alipay: 16 to 24 that begin with 25 to 30."""
UNFINISHED_SECONDS: Final = 90
"""So long after a code was sent its customer may still be typing a password: no other is sent."""


def channel_of_code(text: str) -> str:
    """Return whose payment code a text is, as gateways name it; empty when it is none.

    >>> channel_of_code("134567890123456789"), channel_of_code("2867890123456789")
    ('wxpay', 'alipay')
    >>> channel_of_code("6901234567892"), channel_of_code("164567890123456789")
    ('', '')
    """
    return next((channel for channel, shape in _SHAPES if shape.fullmatch(text)), "")
