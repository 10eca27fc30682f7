from __future__ import annotations

from pathlib import Path

import clean_root
import pytest


def test_the_mirror_is_the_one_this_machine_uses() -> None:
    assert (
        clean_root.first_mirror("Types: deb\nURIs: http://a.invalid/debian\n")
        == "http://a.invalid/debian"
    )
    old_style = "# deb\ndeb http://b.invalid/debian-security x main\ndeb [arch=amd64] http://c.invalid/debian x main\n"
    assert clean_root.first_mirror(old_style) == "http://c.invalid/debian"
    assert clean_root.first_mirror("") is None


def test_the_machines_certificates_get_a_place_of_their_own(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.crt"
    bundle.write_text("certificates")
    assert clean_root.find_certificates({"PIP_CERT": str(bundle)}) == bundle
    inside = clean_root.environment_inside({"PIP_CERT": str(bundle)})
    assert inside["PIP_CERT"] == inside["SSL_CERT_FILE"] == clean_root.CERTIFICATES


def test_only_the_way_to_the_index_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_root, "PIP_FILES", ())
    outside = {
        "PIP_INDEX_URL": "a", "UV_DEFAULT_INDEX": "b", "https_proxy": "c", "PIP_FIND_LINKS": "/here",
        "DISPLAY": ":0", "PYTHONPATH": "/here", "VIRTUAL_ENV": "/here", "LANG": "zh_CN.UTF-8",
    }  # fmt: skip
    inside = clean_root.environment_inside(outside)
    assert set(inside) == {"HOME", "PATH", "PIP_INDEX_URL", "UV_DEFAULT_INDEX", "https_proxy"}
