import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ_ALL = """
import sys
from pathlib import Path
import coach.store.medicines_file
from coach.store.drafts import load_draft
from coach.store.home import Home
from coach.store.journal import Journal
from coach.store.plan_file import load_in_force
from coach.store.profile_file import load_profile
from coach.store.settings_file import load_settings

home = Home.from_environment()
print(load_settings(home)[1], load_profile(home)[1], end=" ")
print(load_in_force(home), load_draft(home), Journal(home.journal).events())
print(sorted({"sqlite3", "tomlkit", "tomli_w", "tree_sitter", "platformdirs", "difflib"} & set(sys.modules)))
"""


def test_reading_files_that_fit_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("format = 1\n")
    (tmp_path / "profile.toml").write_text("format = 1\n[safety]\nnow = []\nbackground = []\n")
    environment = {**os.environ, "COACH_HOME": str(tmp_path)}
    command = [sys.executable, "-c", READ_ALL]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["() () (None, ()) None ()", "[]"]
