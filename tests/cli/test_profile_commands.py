from __future__ import annotations

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.services.catalog import Catalog
from tests.cli.command_line import (
    PASSPHRASE,
    PIN,
    READERS,
    ROOT,
    CommandLine,
    a_desk,
    started,
    typed,
)

WRITERS: tuple[tuple[str, ...], ...] = (
    ("import", "products", "{out}/a.csv"),
    ("sync",),
    ("backup", "{out}/b.katai-backup"),
    ("buy", "--product", "A", "--quantity", "1", "--ceiling", "1"),
    ("adopt", "--account", "a", "--goods", "g", "--price", "1"),
    ("account", "remove", "a"),
    ("purchases", "recheck"),
)
HOLD = """
import sys
from pathlib import Path
from desktop.assembly import open_shop
from desktop.domain.secret import Secret
shop = open_shop(Path(sys.argv[1]), passphrase=Secret(sys.argv[2]))
from desktop.domain.permissions import Actor
owner = Actor(shop.staff.list_people()[0])
shop.settings.change(owner, {"shop.contact": "written by the window"})
print("open", flush=True)
sys.stdin.read()
shop.close()
"""
CANARY = "KZ7K-CANARY-5521"


def filled(words: tuple[str, ...], out: Path) -> list[str]:
    return [word.replace("{out}", str(out)) for word in words]


@contextmanager
def an_open_window(line: CommandLine) -> Iterator[None]:
    window = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(line.folder), PASSPHRASE],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert window.stdin is not None
    assert window.stdout is not None
    with window.stdin, window.stdout:
        assert window.stdout.readline() == b"open\n"
        yield
        window.stdin.close()
        window.wait(20)


# --- init ---


def test_init_makes_a_shop_and_says_which_ways_lead_in(tmp_path: Path) -> None:
    line = a_desk(tmp_path)
    ended = typed(*line.init_words("--phrase-file", line.phrase_file, "--json"))
    assert ended.code == 0
    assert ended.document == {
        "profile": str(line.folder),
        "shop": "禾光点卡",
        "slots": ["phrase", "passphrase"],
    }
    assert ended.err == ""
    assert line.phrase_file.stat().st_mode & 0o777 == 0o600
    assert len(line.phrase_file.read_text(encoding="utf-8").split()) == 12
    assert line.ask("verify")["ok"]


def test_without_a_file_the_phrase_is_one_line_on_stderr_and_nothing_else_is(
    tmp_path: Path,
) -> None:
    line = a_desk(tmp_path)
    ended = typed(*line.init_words("--phrase-language", "en", "--json"))
    assert ended.code == 0
    assert re.fullmatch(r"recovery-phrase: ([a-z]+ ){11}[a-z]+\n", ended.err)
    assert ended.document["slots"] == ["phrase", "passphrase"]


def test_init_refuses_a_folder_that_has_a_shop_and_changes_nothing(line: CommandLine) -> None:
    before = {path.name: path.read_bytes() for path in line.folder.iterdir() if path.is_file()}
    ended = typed(*line.init_words("--json"))
    assert (ended.code, ended.error_code) == (3, "profile_exists")
    assert "recovery-phrase" not in ended.err
    after = {path.name: path.read_bytes() for path in line.folder.iterdir() if path.is_file()}
    assert after == before


def test_with_neither_keyring_nor_passphrase_nothing_is_made(tmp_path: Path) -> None:
    line = a_desk(tmp_path)
    words = line.init_words("--phrase-file", line.phrase_file, "--json")
    del words[2:4]
    ended = typed(*words)
    assert (ended.code, ended.error_code) == (3, "no_key_place")
    assert not line.folder.exists()
    assert not line.phrase_file.exists()


@pytest.mark.parametrize(
    ("name", "text", "exit_code", "error"),
    [
        ("passphrase", "kurz 91", 1, "passphrase_short"),
        ("pin", "12345", 1, "pin_shape"),
        ("pin", "111111", 1, "pin_weak"),
    ],
)
def test_a_pin_or_passphrase_that_will_not_do_makes_nothing(
    tmp_path: Path, name: str, text: str, exit_code: int, error: str
) -> None:
    line = a_desk(tmp_path)
    words = line.init_words("--json")
    line.secret_file(name, text)
    ended = typed(*words)
    assert (ended.code, ended.error_code) == (exit_code, error)
    assert text not in ended.out + ended.err.replace(str(tmp_path), "")
    assert not (line.folder / "katai.db").exists()


def test_a_phrase_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    line = a_desk(tmp_path)
    line.phrase_file.write_text("something of mine", encoding="utf-8")
    ended = typed(*line.init_words("--phrase-file", line.phrase_file, "--json"))
    assert (ended.code, ended.error_code) == (2, "phrase_file_exists")
    assert line.phrase_file.read_text(encoding="utf-8") == "something of mine"
    assert not line.folder.exists()


@pytest.mark.parametrize("place", ["no/such/folder/phrase", "."])
def test_a_phrase_file_that_cannot_be_written_makes_nothing(tmp_path: Path, place: str) -> None:
    line = a_desk(tmp_path)
    ended = typed(*line.init_words("--phrase-file", tmp_path / place, "--json"))
    assert ended.code == 2
    assert ended.error_code in {"phrase_file_not_writable", "phrase_file_exists"}
    assert not line.folder.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk of Linux")
def test_a_phrase_that_does_not_fit_its_file_is_printed_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = a_desk(tmp_path)
    words = line.init_words("--phrase-file", line.phrase_file, "--json")
    real = os.open

    def opened(path: str | Path, *options: int) -> int:
        return real("/dev/full", os.O_WRONLY) if path == line.phrase_file else real(path, *options)

    monkeypatch.setattr(os, "open", opened)
    ended = typed(*words)
    assert (ended.code, ended.error_code) == (3, "phrase_file_failed")
    said = re.search(r"^recovery-phrase: (.+)$", ended.err, re.MULTILINE)
    assert said is not None
    monkeypatch.undo()
    backup = line.desk / "shop.katai-backup"
    line.ask("backup", backup)
    phrase = line.secret_file("copied", said[1])
    line.ask("restore", backup, "--phrase-file", phrase, "--to", tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("option", "error"), [("--shop", "shop_name_missing"), ("--owner", "name_malformed")]
)
def test_a_shop_and_its_owner_have_names(tmp_path: Path, option: str, error: str) -> None:
    line = a_desk(tmp_path)
    words = line.init_words("--phrase-file", line.phrase_file, "--json")
    words[words.index(option) + 1] = "  "
    ended = typed(*words)
    assert (ended.code, ended.error_code) == (1, error)
    assert not (line.folder / "katai.db").exists()
    assert not line.phrase_file.exists()


def test_the_passphrase_may_come_from_the_environment_and_the_folder_too(
    line: CommandLine,
) -> None:
    environment = {"KATAI_DATA_DIR": str(line.folder), "KATAI_PASSPHRASE": PASSPHRASE}
    ended = started("verify", "--json", environment=environment)
    assert ended.code == 0, ended.err
    assert ended.document["ok"] is True


def test_a_database_server_is_refused_and_never_taken_for_the_folder(line: CommandLine) -> None:
    environment = {"KATAI_DATABASE_URL": "postgresql://till:hunter2@localhost/shop"}
    for words in (["products"], ["doctor"], []):
        ended = started("--data-dir", str(line.folder), *words, environment=environment)
        assert (ended.code, ended.out) == (3, "")
        assert "KATAI_DATABASE_URL" in ended.err
        assert "hunter2" not in ended.err
    assert started("tour", "--help", environment=environment).code == 0


# --- usage ---


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["init"],
        ["report", "week"],
        ["buy", "--product", "A", "--quantity", "many", "--ceiling", "1"],
        ["account"],
        ["--lang", "fr", "products"],
        ["purchases", "--op"],
        ["practice", "--port", "99999"],
    ],
)
def test_wrong_words_exit_2_with_a_sentence_or_one_document(
    line: CommandLine, words: list[str]
) -> None:
    plain = line.type(*words)
    assert (plain.code, plain.out) == (2, "")
    assert len(plain.err.strip().splitlines()) == 1
    assert line.refused(*words) == (2, "usage")


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=en"]])
def test_wrong_words_are_said_in_the_language_asked_for(words: list[str]) -> None:
    for more in (["nonsense"], ["products", "--search"]):
        ended = typed(*words, *more, "--json")
        assert (ended.code, ended.error_code) == (2, "usage")
        assert not re.search("[\u4e00-\u9fff]", ended.err)


def test_a_practice_platform_that_cannot_start_answers_in_json_too(tmp_path: Path) -> None:
    ended = typed("practice", "--faults", "nonsense", "--json")
    assert (ended.code, ended.error_code) == (2, "faults_unknown")
    ended = typed("practice", "--dialect", "nonsense", "--json")
    assert (ended.code, ended.error_code) == (2, "dialect_unknown")
    ended = typed("practice", "--state", str(tmp_path / "no" / "such.db"), "--json")
    assert (ended.code, ended.error_code) == (4, "practice_not_started")


def test_help_is_no_error(line: CommandLine) -> None:
    ended = line.run("--help")
    assert ended.code == 0
    assert "restore" in ended.out


def test_a_secret_file_that_is_not_there_exits_2(line: CommandLine) -> None:
    line.passphrase_file.unlink()
    assert line.refused("products") == (2, "secret_file_unreadable")


def test_the_sentence_follows_the_language_and_the_code_does_not(line: CommandLine) -> None:
    chinese = line.type("--lang", "zh", "import", "cards", "x.csv", "--json")
    english = line.type("--lang", "en", "import", "cards", "x.csv", "--json")
    assert chinese.error_code == english.error_code
    message = english.document["error"]["message"]
    assert chinese.document["error"]["message"] != message
    assert not re.search("[\u4e00-\u9fff]", message)


# --- profiles that cannot be used ---


@pytest.mark.parametrize("words", [*(one for one in READERS if one != ("doctor",)), *WRITERS])
def test_without_a_profile_every_command_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    line = a_desk(tmp_path)
    assert line.refused(*filled(words, tmp_path)) == (3, "profile_missing")
    assert not line.folder.exists()


def test_the_doctor_speaks_without_a_profile_too(tmp_path: Path) -> None:
    assert a_desk(tmp_path).ask("doctor")


@pytest.mark.parametrize("words", [("products",), ("import", "products", "{out}/a.csv")])
def test_a_wrong_passphrase_exits_3_and_is_not_repeated(
    line: CommandLine, words: tuple[str, ...]
) -> None:
    line.secret_file("passphrase", "这不是那个口令 1234")
    ended = line.type(*filled(words, line.desk), "--json")
    assert (ended.code, ended.error_code) == (3, "passphrase_wrong")
    assert "1234" not in ended.out + ended.err


def test_without_keyring_and_passphrase_the_vault_stays_closed(line: CommandLine) -> None:
    ended = typed("--data-dir", str(line.folder), "products", "--json")
    assert (ended.code, ended.error_code) == (3, "vault_closed")


@pytest.mark.parametrize("words", [("products",), ("backup", "{out}/b.katai-backup")])
def test_a_damaged_file_exits_3(line: CommandLine, words: tuple[str, ...]) -> None:
    path = line.folder / "katai.db"
    path.write_bytes(b"\xff" * 4096 + path.read_bytes()[4096:])
    assert line.refused(*filled(words, line.desk)) == (3, "profile_damaged")


@pytest.mark.parametrize("words", [("products",), ("backup", "{out}/b.katai-backup")])
@pytest.mark.parametrize("has_header", [False, True])
def test_a_file_that_was_emptied_is_damaged_and_not_made_anew(
    line: CommandLine, words: tuple[str, ...], has_header: bool
) -> None:
    path = line.folder / "katai.db"
    path.unlink()
    path.touch()
    if has_header:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    assert line.refused(*filled(words, line.desk)) == (3, "profile_damaged")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [("products",), ("backup", "{out}/b.katai-backup")])
def test_the_shop_of_a_newer_program_exits_3_and_stays_as_it_is(
    line: CommandLine, words: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(line.folder / "katai.db")) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = (line.folder / "katai.db").read_bytes()
    assert line.refused(*filled(words, line.desk)) == (3, "profile_newer")
    assert (line.folder / "katai.db").read_bytes() == before


def test_beside_an_open_window_some_read_and_the_others_exit_3(line: CommandLine) -> None:
    goods = ("goods", "--account", "练习卡盟")
    with an_open_window(line):
        for words in READERS:
            ended = line.type(*filled(words, line.desk), "--json")
            if words == goods:
                assert (ended.code, ended.error_code) == (1, "account_unknown")
            else:
                assert ended.code == 0, (words, ended.err)
            assert ended.document is not None
        for words in WRITERS:
            assert line.refused(*filled(words, line.desk)) == (3, "profile_locked"), words
        assert not list(line.desk.glob("*.katai-backup"))
    assert line.ask("verify")["ok"]


def test_beside_an_open_window_somebody_of_the_staff_may_read_too(line: CommandLine) -> None:
    right, wrong = line.secret_file("own", PIN), line.secret_file("other", "113377")
    staff = ("--staff", "程禾", "--staff-pin-file")
    with an_open_window(line):
        for words in (("products",), ("cards",), ("report", "day"), ("verify",)):
            line.ask(*words, *staff, right)
            assert line.refused(*words, *staff, wrong) == (1, "pin_wrong")
        assert line.refused("sync", *staff, right) == (3, "profile_locked")
    assert line.ask("verify", *staff, right)["ok"]


# --- backup, restore, verify ---


def test_a_backup_is_restored_with_the_phrase_into_a_clean_folder(
    line: CommandLine, tmp_path: Path
) -> None:
    products = line.desk / "p.csv"
    products.write_text("code,name,kind,price\nA1,点卡,card,10.00\n", encoding="utf-8")
    line.ask("import", "products", products)
    backup = line.desk / "shop.katai-backup"
    made = line.ask("backup", backup)
    assert made["bytes"] == backup.stat().st_size
    target = tmp_path / "elsewhere"
    restored = line.ask("restore", backup, "--phrase-file", line.phrase_file, "--to", target)
    assert restored["profile"] == str(target)
    assert restored["made_at"] == made["made_at"]
    there = CommandLine(target, line.desk)
    assert there.ask("products") == line.ask("products")
    assert there.ask("verify")["ok"]


def test_twelve_english_words_restore_too_however_they_are_typed(tmp_path: Path) -> None:
    line = a_desk(tmp_path)
    words = line.init_words("--phrase-file", line.phrase_file, "--phrase-language", "en")
    assert typed(*words).code == 0
    backup = line.desk / "shop.katai-backup"
    line.ask("backup", backup)
    phrase = line.phrase_file.read_text(encoding="utf-8")
    for number, written in enumerate((phrase, phrase.upper(), "  ".join(phrase.split()))):
        file = line.secret_file("typed", written.strip())
        target = tmp_path / f"elsewhere-{number}"
        line.ask("restore", backup, "--phrase-file", file, "--to", target)
        assert CommandLine(target, line.desk).ask("verify")["ok"]


@pytest.mark.parametrize("place", ["", "/", "no/such/folder/b.katai-backup"])
def test_a_backup_that_cannot_be_written_is_said_and_leaves_nothing(
    line: CommandLine, place: str
) -> None:
    before = sorted(line.desk.iterdir())
    target = line.desk / place if place.startswith("no") else place
    assert line.refused("backup", target) == (3, "backup_failed")
    assert sorted(line.desk.iterdir()) == before
    assert line.ask("verify")["ok"]


def test_a_wrong_phrase_restores_nothing(line: CommandLine, tmp_path: Path) -> None:
    backup = line.desk / "shop.katai-backup"
    line.ask("backup", backup)
    words = line.phrase_file.read_text(encoding="utf-8").split()
    wrong = line.secret_file("wrong", " ".join([*words[1:], words[0]]))
    target = tmp_path / "elsewhere"
    code, error = line.refused("restore", backup, "--phrase-file", wrong, "--to", target)
    assert code == 3
    assert error in {"phrase_wrong", "phrase_malformed"}
    assert not (target / "katai.db").exists()


def test_a_restore_over_a_shop_is_refused_and_the_shop_stays(line: CommandLine) -> None:
    backup = line.desk / "shop.katai-backup"
    line.ask("backup", backup)
    before = line.ask("verify")
    refused = line.refused("restore", backup, "--phrase-file", line.phrase_file)
    assert refused == (3, "profile_exists")
    assert line.ask("verify") == before


def test_a_changed_history_is_found_and_exits_3(line: CommandLine) -> None:
    products = line.desk / "p.csv"
    products.write_text("code,name,kind,price\nA1,点卡,card,10.00\n", encoding="utf-8")
    line.ask("import", "products", products)
    with closing(sqlite3.connect(line.folder / "katai.db")) as connection:
        connection.executescript(
            "DROP TRIGGER ledger_never_updated;"
            "UPDATE ledger SET body = replace(body, '1', '2') WHERE seq = 2;"
        )
    ended = line.type("verify", "--json")
    assert (ended.code, ended.error_code) == (3, "verify_failed")
    assert ended.document["ok"] is False
    assert ended.document["problems"]


def test_yesterdays_file_put_back_is_found_also_after_further_commands(line: CommandLine) -> None:
    products = line.desk / "p.csv"
    products.write_text("code,name,kind,price\nA1,点卡,card,10.00\n", encoding="utf-8")
    yesterday = (line.folder / "katai.db").read_bytes()
    for _ in range(3):
        line.ask("import", "products", products)
    (line.folder / "katai.db").write_bytes(yesterday)
    for _ in range(4):
        line.ask("import", "products", products)
        assert line.refused("verify") == (3, "verify_failed")


# --- a full disk, a fault of ours, and times ---


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits")
def test_an_import_onto_a_full_disk_writes_nothing_and_says_so(line: CommandLine) -> None:
    rows = "".join(f"P{n:05d},点卡 {n},card,10.00\n" for n in range(5000))
    products = line.desk / "p.csv"
    products.write_text("code,name,kind,price\n" + rows, encoding="utf-8")
    size = (line.folder / "katai.db").stat().st_size
    ended = line.run(
        "import", "products", products, "--json", preexec_fn=_limit_files_to(size + 60_000)
    )
    assert ended.code == 3, ended.err
    assert ended.error_code in {"disk_full", "disk_failing"}
    assert line.ask("products") == []
    assert line.ask("verify")["ok"]
    assert line.ask("import", "products", products)["added"] == 5000


def _limit_files_to(size: int) -> Callable[[], None]:
    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_fault_of_ours_says_where_and_never_what(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ValueError(f"cannot sell {CANARY} with {PIN}")

    monkeypatch.setattr(Catalog, "products_for_command", break_down)
    for words in (["products"], ["products", "--json"]):
        ended = line.type(*words)
        assert ended.code == 5
        assert CANARY not in ended.out + ended.err
        assert PIN not in ended.out + ended.err
        assert "builtins.ValueError" in ended.err
        assert "break_down" in ended.err
    assert line.refused("products") == (5, "program_fault")
    monkeypatch.undo()
    assert line.ask("products") == []  # the profile was closed properly


def test_times_are_told_in_the_shops_zone_wherever_the_machine_stands(line: CommandLine) -> None:
    told = line.run(
        "backup", line.desk / "b.katai-backup", "--json", environment={"TZ": "America/New_York"}
    )
    assert told.document["made_at"].endswith("+08:00")


def test_a_process_of_its_own_speaks_utf_8_whatever_the_terminal_says(line: CommandLine) -> None:
    ended = line.run(
        "import", "cards", "x.csv", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    assert ended.code == 2
    assert "导入卡密" in ended.err


def test_lines_for_people_are_not_json(line: CommandLine) -> None:
    ended = line.type("verify")
    assert ended.code == 0
    assert "ok: True" in ended.out
    with pytest.raises(json.JSONDecodeError):
        json.loads(ended.out)
    assert os.linesep in ended.out
