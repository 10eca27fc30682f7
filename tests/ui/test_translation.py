from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from desktop import paths

_REWRITTEN_UNDER_A_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui import translation
catalogue = Path(sys.argv[1])
translation._catalogues_of = lambda language: (catalogue,)
application = QCoreApplication([])
translation.install_language("en")
catalogue.open("wb").close()
print(QCoreApplication.translate("MainWindow", "锁屏"))
"""


def test_a_catalogue_that_is_written_anew_does_not_end_the_program(tmp_path: Path) -> None:
    catalogue = tmp_path / "katai_en.qm"
    shutil.copy(paths.resource("translations", "katai_en.qm"), catalogue)
    command = [sys.executable, "-c", _REWRITTEN_UNDER_A_WINDOW, str(catalogue)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Lock"), done.stderr
