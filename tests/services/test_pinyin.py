from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.services.pinyin import pinyin_of


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("重庆火锅", "chongqinghuoguo", "cqhg"),
        ("云境传说点卡 100元", "yunjingchuanshuodianka100yuan", "yjcsdk100y"),
        ("Q币 50个", "qbi50ge", "qb50g"),
        ("女娲", "nvwa", "nw"),
        ("Steam 充值码", "steamchongzhima", "steamczm"),
        ("WX 100", "wx100", "wx100"),
        ("😀", "", ""),
        ("", "", ""),
    ],
)
def test_names_are_found_by_their_syllables_and_first_letters(name, full, initials):
    keys = pinyin_of(name)

    assert (keys.full, keys.initials) == (full, initials)


def test_the_dictionary_is_loaded_only_for_chinese_names():
    program = (
        "import sys; from desktop.services.pinyin import pinyin_of; pinyin_of('QB50');"
        "sys.exit('pypinyin' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
