"""Proves the two commands on a bare machine: python packaging/clean_root.py [--keep].

Makes a minimal Debian 12 with python3 and git and nothing else, clones the last commit into it,
and runs ``python3 main.py`` twice and ``python3 main.py test`` once, each timed. It needs root,
debootstrap (installed when missing) and a network. The new root reaches package sources the way
this machine does: its apt sources and proxy settings, pip's configuration and the certificates
named by it are copied; nothing that is installed here is.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SUITE: Final = "bookworm"
CHECKOUT: Final = "/root/katai"
PIP_FILES: Final = ("/etc/pip.conf", "/root/.config/pip/pip.conf", "/root/.pip/pip.conf")
CERTIFICATE_VARIABLES: Final = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
CERTIFICATES: Final = "/root/certificates.crt"
"""In a place of its own: installing ca-certificates writes the usual file anew."""

PASSED_ON: Final = re.compile(
    r"^(?:PIP_(?!FIND_LINKS|CERT)\w+|UV_\w*INDEX\w*|\w+_proxy|\w+_PROXY)$"
)

_URI: Final = re.compile(r"^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(?P<uri>\S+)", re.MULTILINE)


def first_mirror(sources: str) -> str | None:
    """Return the first address in apt's sources that is not the security archive."""
    for match in _URI.finditer(sources):
        if "security" not in match["uri"]:
            return match["uri"]
    return None


def environment_inside(outside: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of the bare machine: a home, a path, and the way to the index."""
    passed = {name: value for name, value in outside.items() if PASSED_ON.match(name)}
    own = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    if find_certificates(outside) is not None:
        own |= dict.fromkeys(CERTIFICATE_VARIABLES, CERTIFICATES)
    return passed | own


def find_certificates(environment: Mapping[str, str]) -> Path | None:
    """Return the certificates by which this machine trusts its index, if it names any."""
    named = [environment[name] for name in CERTIFICATE_VARIABLES if environment.get(name)]
    for configuration in PIP_FILES:
        if Path(configuration).is_file():
            text = Path(configuration).read_text("utf-8")
            named += re.findall(r"^\s*cert\s*=\s*(\S+)", text, re.MULTILINE)
    return next((Path(name) for name in named if Path(name).is_file()), None)


def _sources_of_this_machine() -> str:
    files = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    return "\n".join(path.read_text("utf-8") for path in files if path.is_file())


def _make_root(target: Path) -> None:
    if shutil.which("debootstrap") is None:
        _checked(["apt-get", "install", "-y", "-q", "debootstrap"])
    command = ["debootstrap", "--variant=minbase", "--include=python3,git", SUITE, str(target)]
    mirror = first_mirror(_sources_of_this_machine())
    _checked([*command, mirror] if mirror else command)


def _copy_ways(target: Path) -> None:
    """Let the new root reach apt's and pip's sources as this machine does."""
    ways = [Path(name) for name in ("/etc/resolv.conf", "/etc/hosts", *PIP_FILES)]
    if SUITE in Path("/etc/os-release").read_text("utf-8"):
        ways += [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
        settings = Path("/etc/apt/apt.conf.d").glob("*")
        ways += [path for path in settings if "Acquire" in path.read_text("utf-8", "replace")]
    for path in ways:
        if path.is_file():
            copy = target / path.relative_to("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    certificates = find_certificates(os.environ)
    if certificates is not None:
        shutil.copyfile(certificates, target / CERTIFICATES.lstrip("/"))


def _inside(target: Path, command: Sequence[str]) -> int:
    """Run a command in the new root with processes and mounts of its own, which end with it."""
    proc, memory = target / "proc", target / "dev" / "shm"
    memory.mkdir(parents=True, exist_ok=True)
    script = (
        f"mount -t proc proc {shlex.quote(str(proc))} && "
        f"mount -t tmpfs tmpfs {shlex.quote(str(memory))} && "
        f"exec chroot {shlex.quote(str(target))} {shlex.join(command)}"
    )
    isolated = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script]
    environment = environment_inside(os.environ)
    finished = subprocess.run(isolated, env=environment, stdin=subprocess.DEVNULL, check=False)
    return finished.returncode


def _checked(command: Sequence[str]) -> None:
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)


def _timed(target: Path, title: str, command: str) -> bool:
    print(f"+++ {title}", flush=True)
    started = time.monotonic()
    code = _inside(target, ["/bin/sh", "-c", command])
    print(f"+++ {title}: exit {code} after {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


def prove(target: Path) -> bool:
    """Run the commands of the README in the new root; False at the first that fails."""
    print("+++ making a bare Debian 12", flush=True)
    _make_root(target)
    _copy_ways(target)
    _checked(["git", "clone", "-q", "--bare", str(ROOT), str(target / "srv" / "katai.git")])
    go = f"cd {CHECKOUT} && "
    steps = (
        ("git clone", f"git clone -q /srv/katai.git {CHECKOUT}"),
        ("python3 main.py, first", f"{go}python3 main.py"),
        ("pictures are there", f"{go}ls demo/*.png"),
        ("python3 main.py, again", f"{go}python3 main.py"),
        ("python3 main.py test", f"{go}python3 main.py test"),
        ("nothing but ignored files", f'{go}test -z "$(git status --porcelain)"'),
    )
    return all(_timed(target, title, command) for title, command in steps)


def main(arguments: Sequence[str]) -> int:
    """Make the root, prove the commands, remove the root unless told to keep it."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print("the bare-machine proof needs root on a Debian machine")
        return 1
    target = Path(tempfile.mkdtemp(prefix="katai-root-"))
    try:
        return 0 if prove(target) else 1
    finally:
        if "--keep" in arguments:
            print(f"kept: {target}")
        else:
            shutil.rmtree(target, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
