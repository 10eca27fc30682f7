from __future__ import annotations

import clean_root


def test_the_mirror_is_the_one_this_machine_uses() -> None:
    assert (
        clean_root.first_mirror("Types: deb\nURIs: http://a.invalid/debian\n")
        == "http://a.invalid/debian"
    )
    old_style = "# deb\ndeb http://b.invalid/debian-security x main\ndeb [arch=amd64] http://c.invalid/debian x main\n"
    assert clean_root.first_mirror(old_style) == "http://c.invalid/debian"
    assert clean_root.first_mirror("") is None


def test_only_the_way_to_the_index_comes_along() -> None:
    outside = {
        "PIP_INDEX_URL": "a", "UV_DEFAULT_INDEX": "b", "https_proxy": "c", "PIP_FIND_LINKS": "/here",
        "DISPLAY": ":0", "PYTHONPATH": "/here", "VIRTUAL_ENV": "/here", "LANG": "zh_CN.UTF-8",
    }  # fmt: skip
    inside = clean_root.environment_inside(outside)
    assert set(inside) == {"HOME", "PATH", "PIP_INDEX_URL", "UV_DEFAULT_INDEX", "https_proxy"}
