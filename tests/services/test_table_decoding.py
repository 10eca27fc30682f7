from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import BusinessRuleError
from desktop.services.table_decoding import decode_table, preview_encodings

PRODUCTS = "编码,名称,售价\r\nYJ100,云境传说点卡,95.50\r\n"


def code_of(content, encoding=None):
    with pytest.raises(BusinessRuleError) as refusal:
        decode_table(content, encoding)
    return refusal.value.code


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_a_chinese_price_list_is_read_in_every_encoding_sellers_use(codec, named):
    decoded = decode_table(PRODUCTS.encode(codec))

    assert (decoded.text, decoded.encoding) == (PRODUCTS, named)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_names_the_encoding(mark):
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"

    assert decode_table(mark + PRODUCTS.encode(name)).text == PRODUCTS


@pytest.mark.parametrize(
    "text",
    [
        "code,name,price\nA,点卡,1\n",
        "code,name,price\nA,鑫,1\n",
        "secret\n卡密一二\n",
        "名称,编码,售价\n卡,A,1\n",
        "code,name,price\nA,话费 100 元（快充）,99.80\n",
        "姓名,手机\n陶喆,18612342046\n",
        "姓名\n㐀\n",
    ],
)
def test_small_gb18030_files_are_read_right(text):
    decoded = decode_table(text.encode("gb18030"))

    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@pytest.mark.parametrize(
    "content",
    [
        "編碼,名稱,售價\nA,雲境傳說點卡,95\n".encode("big5"),
        "code,name,price\nA,雲境傳說點卡,95\n".encode("big5"),
        "code,name,price\nA,遊戲點數卡\n".encode("big5"),
        "code,name,price\nA,ゲームカード,95\n".encode("shift_jis"),
        "code,name,price\nA,caf\u00e9,95\n".encode("latin-1"),
        "编码,名称\nA,云境".encode()[:-1],
        PRODUCTS.encode("gb18030")[:-3] + b"\xff\r\n",
    ],
    ids=["big5", "big5 english", "big5 short", "shift_jis", "latin-1", "cut utf-8", "broken gbk"],
)
def test_what_is_not_certain_is_asked_instead_of_garbled(content):
    assert code_of(content) == "encoding_unknown"


def test_the_question_shows_the_readings_that_fit():
    content = "編碼,名稱,售價\nA,雲境傳說點卡,95\n".encode("big5")

    previews = {entry.encoding: entry.lines for entry in preview_encodings(content)}

    assert previews["big5"] == ("編碼,名稱,售價", "A,雲境傳說點卡,95")


def test_a_chosen_encoding_is_taken_at_its_word():
    content = "編碼,名稱,售價\n".encode("big5")

    assert decode_table(content, "big5").text == "編碼,名稱,售價\n"
    assert code_of(PRODUCTS.encode(), "ascii") == "encoding_wrong"
    assert code_of(PRODUCTS.encode(), "no-such-thing") == "encoding_wrong"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_the_nuls_of_the_character_one_do_not_turn_utf_16_round(codec):
    text = "编码,名称,售价\n" + "一一一一一一一一一一一一"

    assert decode_table(text.encode(codec)).text == text


@given(st.text(st.sampled_from("编码名称云境点卡一元AB,1\n"), min_size=1, max_size=60))
def test_every_text_under_a_known_header_survives_every_encoding(body):
    text = "编码,名称,售价\n" + body
    for codec in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode_table(text.encode(codec)).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_question(content):
    try:
        decoded = decode_table(content)
    except BusinessRuleError as error:
        assert error.code in {"encoding_unknown", "encoding_wrong"}  # noqa: PT017
    else:
        assert content.removeprefix(codecs.BOM_UTF8) == decoded.text.encode(
            decoded.encoding
        ) or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8))
