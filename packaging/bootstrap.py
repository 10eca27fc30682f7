"""From a bare machine to a running Katai, by the standard library alone.

``prepare`` is called by ``main.py`` before anything else is imported. It finds the system
libraries that Qt loads, makes ``.venv`` beside the sources, installs the locked packages into it,
and continues there. When nothing has changed since the last start it only compares a stamp. What
it has to say goes to stderr, because stdout belongs to the command.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
PACKAGING: Final = ROOT / "packaging"
STAMP: Final = VENV / "katai-stamp.json"

CANNOT_BE_USED: Final = 3
"""Exit code when the machine lacks something that only its owner can give."""

OFFSCREEN_LIBRARIES: Final = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads even without a screen, and the Debian package of each."""

SCREEN_LIBRARIES: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads in addition to draw on an X screen."""

CHECK_PROGRAMS: Final = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "objdump": "binutils",
    "git": "git",
}
"""What the complete check drives: a screen of its own, a robot at the keyboard, the freezer."""

OPTIONS_WITH_VALUE: Final = frozenset(
    {"--data-dir", "--passphrase-file", "--staff", "--staff-pin-file", "--lang"}
)


def prepare(arguments: Sequence[str]) -> list[str]:
    """Return the arguments to run with, once this process runs inside a right environment.

    Does not return when it has to continue in the environment's own interpreter, when the arguments
    ask for the checks, or when the machine lacks something.
    """
    _speak_utf8()
    if arguments[:1] == ["test"]:
        sys.exit(_run_checks(list(arguments[1:])))
    passed_on = _with_tour_if_blind(list(arguments))
    _make_ready("runtime", _needed_libraries(os.environ))
    if _is_inside_venv():
        return passed_on
    sys.exit(_run_again([str(ROOT / "main.py"), *passed_on]))


def needs_tour(arguments: Sequence[str], environment: Mapping[str, str], system: str) -> bool:
    """Tell whether there is no command and no display: the one place where this is decided."""
    if system != "Linux" or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return False
    rest = iter(arguments)
    for argument in rest:
        if argument in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif argument.split("=")[0] not in OPTIONS_WITH_VALUE:
            return False
    return True


def _with_tour_if_blind(arguments: list[str]) -> list[str]:
    if not needs_tour(arguments, os.environ, platform.system()):
        return arguments
    say("没有显示器，改为演示巡览", "no display: showing the tour instead of the window")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return [*arguments, "tour", "--out", str(ROOT / "demo")]


def _run_checks(arguments: list[str]) -> int:
    libraries = dict(OFFSCREEN_LIBRARIES)
    is_quick = "--quick" in arguments
    if not is_quick:
        libraries |= SCREEN_LIBRARIES
    _make_ready("test", libraries)
    if not is_quick:
        _install_check_programs()
    return _run_again([str(PACKAGING / "checks.py"), *arguments])


def _make_ready(lock_name: str, libraries: Mapping[str, str]) -> None:
    """Bring system libraries and packages to what ``packaging/<lock_name>.lock`` says."""
    _install_libraries(libraries)
    if not is_current(lock_name):
        with _one_at_a_time():
            if not is_current(lock_name):
                _install_packages(lock_name)


# --- system libraries ---


def _needed_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    if environment.get("DISPLAY") and environment.get("QT_QPA_PLATFORM") != "offscreen":
        return OFFSCREEN_LIBRARIES | SCREEN_LIBRARIES
    return dict(OFFSCREEN_LIBRARIES)


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the libraries that this machine cannot load."""
    if platform.system() != "Linux":
        return []
    return [package for library, package in libraries.items() if not _can_load(library)]


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install_libraries(libraries: Mapping[str, str]) -> None:
    packages = missing_packages(libraries)
    if not packages:
        return
    _install_system_packages(packages)
    still_missing = missing_packages(libraries)
    if still_missing:
        _stop_for(still_missing)


def _install_check_programs() -> None:
    if platform.system() != "Linux":
        return
    packages = [package for name, package in CHECK_PROGRAMS.items() if shutil.which(name) is None]
    if sys.base_prefix == "/usr" and not _can_load(_shared_python()):
        packages.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    if packages:
        _install_system_packages(packages)


def _shared_python() -> str:
    return f"libpython{sys.version_info.major}.{sys.version_info.minor}.so.1.0"


def _install_system_packages(packages: Sequence[str]) -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or shutil.which("apt-get") is None:
        _stop_for(packages)
    say(f"安装系统组件 {' '.join(packages)}", f"installing system packages {' '.join(packages)}")
    if not _apt("install", *packages):
        _apt("update")
        if not _apt("install", *packages):
            _stop_for(packages)


def _apt(action: str, *packages: str) -> bool:
    command = ["apt-get", "-q", "-y", action]
    if action == "install":
        command.append("--no-install-recommends")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(
        [*command, *packages],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    return finished.returncode == 0


def _stop_for(packages: Sequence[str]) -> NoReturn:
    names = " ".join(packages)
    say("缺少系统组件，请运行下面这一行，再重新启动", "system packages are missing; run this line")
    if shutil.which("apt-get"):
        _write(f"  sudo apt-get update && sudo apt-get install -y {names}")
    else:
        _write(f"  {names}  (Debian 的包名 / names as in Debian)")
    sys.exit(CANNOT_BE_USED)


# --- packages ---


def is_current(lock_name: str) -> bool:
    """Tell whether the environment holds what the lock says, for this Python."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(stamp.get(lock_name) == _fingerprint(lock_name)) and venv_python().exists()


def _fingerprint(lock_name: str) -> str:
    content = (PACKAGING / f"{lock_name}.lock").read_bytes()
    interpreter = f"{sys.version_info[:3]} {platform.machine()} {sys.platform}"
    return hashlib.sha256(content + interpreter.encode()).hexdigest()


def venv_python() -> Path:
    """Return the path of the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _base_python() -> str:
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _install_packages(lock_name: str) -> None:
    _make_venv()
    lock = PACKAGING / f"{lock_name}.lock"
    say("安装程序包，第一次要几分钟", "installing packages; the first time takes some minutes")
    if not (_install_with_uv(lock) or _install_with_pip(lock)):
        _stop_without_packages()
    _compile_sources()
    _write_stamp(lock_name)


def _make_venv() -> None:
    if venv_python().exists() and _same_python():
        return
    if _is_inside_venv():
        say("环境与 Python 版本不合，请用系统的 python3 启动", "start with the system's python3")
        sys.exit(CANNOT_BE_USED)
    say("建立运行环境", "making the environment")
    command = [_base_python(), "-m", "venv", "--without-pip", "--clear", str(VENV)]
    if not _succeeds(command):
        say("建立环境失败", "the environment could not be made")
        sys.exit(CANNOT_BE_USED)


def _same_python() -> bool:
    command = [str(venv_python()), "-c", "import sys; print(sys.version_info[:3])"]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
        return answer.stdout.strip() == str(sys.version_info[:3])
    return False


def _install_with_uv(lock: Path) -> bool:
    uv = shutil.which("uv")
    if uv is None:
        return False
    options = ["--python", str(venv_python()), "--require-hashes", "--compile-bytecode"]
    return _succeeds([uv, "pip", "install", *options, "-r", str(lock)])


def _install_with_pip(lock: Path) -> bool:
    pip = _find_pip()
    if pip is None:
        return False
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check"]
    return _succeeds([*pip, "install", *options, "-r", str(lock)])


def _find_pip() -> list[str] | None:
    """Return the command that installs into the environment; get a pip when there is none."""
    outside = [_base_python(), "-m", "pip", "--python", str(venv_python())]
    if _answers([*outside, "--version"]):  # pip 22.3 or newer knows --python
        return outside
    inside = [str(venv_python()), "-m", "pip"]
    if _answers([*inside, "--version"]) or _answers([str(venv_python()), "-m", "ensurepip"]):
        return inside
    _install_system_packages(["python3-pip"])
    return outside if _answers([*outside, "--version"]) else None


def _compile_sources() -> None:
    for folder in (ROOT / "desktop", PACKAGING):
        _succeeds([str(venv_python()), "-m", "compileall", "-q", "-j", "0", str(folder)])


def _write_stamp(lock_name: str) -> None:
    """Remember what is installed; the test lock holds everything that the runtime lock holds."""
    names = ["runtime"] if lock_name == "runtime" else ["runtime", "test"]
    old: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError):
        old = json.loads(STAMP.read_text(encoding="utf-8"))
    stamp = old | {name: _fingerprint(name) for name in names}
    half_written = STAMP.with_suffix(".new")
    half_written.write_text(json.dumps(stamp), encoding="utf-8")
    half_written.replace(STAMP)


def _stop_without_packages() -> NoReturn:
    say(
        "程序包没有装好，什么都没有损坏，可以再试", "the packages could not be installed; try again"
    )
    say(
        "如果连不上包索引，请把环境变量 PIP_INDEX_URL (用 uv 时 UV_DEFAULT_INDEX) 设为可用的镜像",
        "if the index cannot be reached, set PIP_INDEX_URL (with uv: UV_DEFAULT_INDEX) to a mirror",
    )
    sys.exit(4)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let a second start wait until the first has finished installing."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "bootstrap.lock").open("a+b") as file:
        _wait_for(file.fileno())
        yield


def _wait_for(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt
        import time

        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:
                time.sleep(1)
            else:
                return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("另一个启动正在安装，请稍候", "another start is installing; waiting for it")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


# --- going on ---


def _is_inside_venv() -> bool:
    try:
        return Path(sys.prefix).samefile(VENV)
    except OSError:
        return False


def _run_again(command: Sequence[str]) -> int:
    """Continue in the environment's interpreter: in this very process where the system can."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    full_command = [str(venv_python()), *command]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(full_command[0], full_command, environment)
    try:
        return subprocess.run(full_command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


def _succeeds(command: Sequence[str]) -> bool:
    try:
        finished = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    except OSError:
        return False
    return finished.returncode == 0


def _answers(command: Sequence[str]) -> bool:
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return finished.returncode == 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(chinese: str, english: str) -> None:
    """Tell the person at the machine, in both languages, on stderr."""
    _write(f"[卡台] {chinese} / {english}")


def _write(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
