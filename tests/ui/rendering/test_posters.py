"""Posters as pictures: their code is read by a phone, nothing runs out of its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from desktop.domain.broadcast import PriceGroup
from desktop.domain.money import Money
from desktop.domain.poster import (
    MOST_GOODS,
    ContactCode,
    Poster,
    PosterCoupon,
    PosterGoods,
    PosterSize,
    PosterStyle,
)
from desktop.ui.rendering.poster_painter import poster_png, title_lines
from desktop.ui.rendering.price_list_painter import MOST_LINES, price_list_image
from desktop.ui.rendering.qr_matrix import read_qr

PAYLOAD = "https://weixin.qq.com/g/AwYAAK2Yt0example"
POSTER = Poster(
    "禾光点卡 · 东门摊位",
    "当面充 马上到",
    "点卡 · 话费",
    (
        PosterCoupon("新会员第一单", "立减 ¥5", "满 30 元可用"),
        PosterCoupon("消费满赠", "满100送10"),
    ),
    (PosterGoods("手机话费 100 元", Money(99_80), Money(100_00)),),
    ContactCode(1, "群码", PAYLOAD, date(2026, 6, 25)),
    "扫码加群，报推荐码",
    ("新会员第一单立减 ¥5",),
    "A07",
    date(2026, 6, 30),
)
SIZES = {
    PosterSize.GROUP: (1080, 1440),
    PosterSize.STORY: (1080, 1920),
    PosterSize.PAPER: (2480, 3508),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("style", PosterStyle)
@pytest.mark.parametrize("size", PosterSize)
def test_a_phone_reads_the_code_on_every_poster(size: PosterSize, style: PosterStyle) -> None:
    full = POSTER.goods * MOST_GOODS[size]
    picture = poster_png(replace(POSTER, size=size, style=style, goods=full))
    image = QImage.fromData(picture)
    assert (image.width(), image.height()) == SIZES[size]
    assert read_qr(picture) == PAYLOAD


@pytest.mark.usefixtures("qapp")
def test_a_long_headline_shrinks_and_is_then_broken() -> None:
    assert title_lines("当面充 马上到") == (("当面充", "马上到"), 124)
    (line,), pixels = title_lines("当面充值")
    assert (line, pixels) == ("当面充值", 124)
    lines, pixels = title_lines("毕业季点卡话费当面充")
    assert len(lines) == 2
    assert "".join(lines) == "毕业季点卡话费当面充"
    assert pixels >= 88


@pytest.mark.usefixtures("qapp")
def test_a_poster_of_nothing_but_texts_too_long_for_it_is_drawn() -> None:
    long = "很长" * 60
    bare = Poster(long, long, long, lines=(long, long), call=long, referral_code=long)
    assert QImage.fromData(poster_png(bare)).width() == 1080


@pytest.mark.usefixtures("qapp")
def test_a_price_list_is_as_high_as_its_lines_and_never_endless() -> None:
    goods = [PosterGoods(f"点卡 {n} 元", Money(n * 95), Money(n * 100)) for n in range(1, 400)]
    short = price_list_image("今天的价", [PriceGroup("点卡", goods[:3])], "06-18 09:00")
    long = price_list_image("今天的价", [PriceGroup("点卡", goods)], "06-18 09:00", "东门 12 号")
    assert short.height() < 800
    assert long.height() - short.height() == 66 * (MOST_LINES - 3)
    assert QGuiApplication.instance() is not None
