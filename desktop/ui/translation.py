"""The language of the window: the same catalogue for widgets and for sentences without Qt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from desktop import paths, translating


class _Installed:
    """Translators the application holds now, and their catalogues; Qt keeps only pointers."""

    translators: tuple[QTranslator, ...] = ()
    catalogues: tuple[bytes, ...] = ()


def install_language(language: translating.Language) -> None:
    """Speak a language from now on; pages keep their words until they are built anew."""
    application = QCoreApplication.instance()
    if application is None:
        message = "no application to translate"
        raise RuntimeError(message)
    for translator in _Installed.translators:
        application.removeTranslator(translator)
    translating.set_language(language)
    catalogues = tuple(path.read_bytes() for path in _catalogues_of(language) if path.exists())
    _Installed.translators = tuple(_reading(catalogue) for catalogue in catalogues)
    _Installed.catalogues = catalogues
    for translator in _Installed.translators:
        application.installTranslator(translator)


def _catalogues_of(language: translating.Language) -> tuple[Path, ...]:
    """Return the files of a language: ours, and the standard words of Qt."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    if language == "zh":
        return (folder / "qtbase_zh_CN.qm",)
    return (paths.resource("translations", "katai_en.qm"), folder / "qtbase_en.qm")


def _reading(catalogue: bytes) -> QTranslator:
    """Return a translator over a catalogue in memory.

    From a path Qt maps the file, and the process dies at the next word when the file is written
    anew under it, as an update of the program or a rebuild of the catalogue does.
    """
    translator = QTranslator()
    translator.load(catalogue)
    return translator
