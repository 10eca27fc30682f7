"""What goes into the packaged program and what stays out.

Names are those of the files inside the package. Left out are the parts of Qt that no window uses,
among them everything that is licensed under the GPL only, and the libraries of other desktops.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

EXCLUDED_MODULES: Final = (
    "bootstrap",
    "checks",
    "tkinter",
    "test",
    "unittest",
    "pydoc",
    "doctest",
    "setuptools",
    "pip",
    "ensurepip",
    "numpy",
    "PIL",
    "pytest",
    "hypothesis",
    "mypy",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.testing",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtUiTools",
    "PySide6.QtTest",
)

KEPT_PLUGINS: Final = {
    "linux": {
        "platforms": {"qxcb", "qwayland", "qwayland-egl", "qwayland-generic", "qoffscreen"},
        "platforminputcontexts": {
            "composeplatforminputcontextplugin",
            "ibusplatforminputcontextplugin",
        },
        "platformthemes": {"qxdgdesktopportal"},
        "printsupport": {"cupsprintersupport"},
        "wayland-shell-integration": {"xdg-shell"},
        "wayland-decoration-client": {"bradient"},
        "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
        "xcbglintegrations": set(),
    },
    "win32": {
        "platforms": {"qwindows", "qoffscreen"},
        "styles": {"qmodernwindowsstyle"},
    },
}  # fmt: skip
KEPT_PLUGINS_EVERYWHERE: Final = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qjpeg", "qico"},
}

_PLUGIN: Final = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<folder>[^/]+)/(?:lib)?(?P<name>[^/.]+)\.")
_TRANSLATION: Final = re.compile(r"PySide6/(?:Qt/)?translations/(?P<name>[^/]+)$")
_QT_LIBRARY: Final = re.compile(
    r"(?:lib)?Qt6(?:Qml|Quick|Pdf|VirtualKeyboard|OpenGL|EglFS|Lottie|WaylandCompositor|Sql|Test|"
    r"Designer|Help|Charts|DataVisualization)\w*\.(?:so|dll|dylib)"
)
_OTHER_DESKTOPS: Final = re.compile(
    r"^lib(?:gtk-3|gdk-3|gdk_pixbuf|atk-|atk-bridge|atspi|cairo|cairo-gobject|pango|pangocairo|"
    r"pangoft2|harfbuzz|epoxy|thai|datrie|fribidi|pixman|rsvg)[^/]*\.so"
)


def hidden_imports(system: str, root: Path) -> list[str]:
    """Return the modules that are imported by name at run time only."""
    keyrings = {
        "win32": ["keyring.backends.Windows", "win32timezone", "win32print"],
        "darwin": ["keyring.backends.macOS"],
    }.get(system, ["keyring.backends.SecretService", "keyring.backends.kwallet"])
    return [
        "sqlalchemy.dialects.sqlite.pysqlite",
        "logging.config",
        "keyring.backends.chainer",
        "keyring.backends.fail",
        "keyring.backends.null",
        *keyrings,
        *_own_modules(root),
    ]


def _own_modules(root: Path) -> list[str]:
    """Return every module of ours: screens and commands are imported when they are needed."""
    paths = sorted((root / "desktop").rglob("*.py"))
    names = (path.relative_to(root).with_suffix("").as_posix().replace("/", ".") for path in paths)
    modules = (name.removesuffix(".__init__") for name in names)
    return [name for name in modules if not name.endswith(".__main__") and ".versions." not in name]


def is_wanted(destination: str, system: str) -> bool:
    """Tell whether a file of this name inside the package is shipped."""
    name = destination.replace("\\", "/")
    plugin = _PLUGIN.search(name)
    if plugin:
        return _is_kept_plugin(plugin["folder"], plugin["name"], system)
    translation = _TRANSLATION.search(name)
    if translation:
        return "zh_CN" in translation["name"] or translation["name"].endswith("_en.qm")
    if _QT_LIBRARY.search(name) or name.endswith("opengl32sw.dll"):
        return False
    return not (system.startswith("linux") and _OTHER_DESKTOPS.search(name))


def _is_kept_plugin(folder: str, name: str, system: str) -> bool:
    key = "linux" if system.startswith("linux") else system
    if key not in KEPT_PLUGINS:
        return True  # nothing was tried there, so nothing is left out
    kept = KEPT_PLUGINS_EVERYWHERE | KEPT_PLUGINS[key]
    return name in kept.get(folder, set())


def windows_version_text(version: str) -> str:
    """Return the version resource of the Windows program, in both languages."""
    numbers = (*(int(part) for part in version.split(".")), 0, 0, 0, 0)[:4]
    tables = "\n".join(
        f"""      StringTable('{code}', [
        StringStruct('CompanyName', 'Katai'),
        StringStruct('FileDescription', '{description}'),
        StringStruct('FileVersion', '{version}'),
        StringStruct('InternalName', 'katai'),
        StringStruct('OriginalFilename', 'katai.exe'),
        StringStruct('ProductName', '{description}'),
        StringStruct('ProductVersion', '{version}')]),"""
        for code, description in (("080404B0", "卡台"), ("040904B0", "Katai"))
    )
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0,
                    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([
{tables}
    ]),
    VarFileInfo([VarStruct('Translation', [0x0804, 1200, 0x0409, 1200])])
  ])
"""
