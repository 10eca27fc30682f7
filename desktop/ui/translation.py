"""The language of the window: the same catalogue for widgets and for sentences without Qt."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop import paths, translating


class _Installed:
    """Translators the application holds now; Qt keeps only a pointer."""

    translators: tuple[QTranslator, ...] = ()


def install_language(language: translating.Language) -> None:
    """Speak a language from now on; pages keep their words until they are built anew."""
    application = QCoreApplication.instance()
    if application is None:
        message = "no application to translate"
        raise RuntimeError(message)
    for translator in _Installed.translators:
        application.removeTranslator(translator)
    translating.set_language(language)
    _Installed.translators = tuple(_translators_of(language))
    for translator in _Installed.translators:
        application.installTranslator(translator)


def _translators_of(language: translating.Language) -> list[QTranslator]:
    found = []
    own = QTranslator()
    if language == "en" and own.load(str(paths.resource("translations", "katai_en.qm"))):
        found.append(own)
    standard = QTranslator()
    locale = QLocale("zh_CN" if language == "zh" else "en")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if standard.load(locale, "qtbase", "_", folder):
        found.append(standard)
    return found
