import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import InputError, OutsideError
from coach.store.home import KEPT_BACKUPS, Home
from tests.store.disks import fill, mounted, nobody, remount_read_only

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "coach")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def left_over(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".tmp")]


def test_the_home_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert Home.from_environment().root == tmp_path / "coach"
    monkeypatch.setenv("COACH_HOME", "")
    assert Home.from_environment().root.name == "hip-coach"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_HOME", "here")
    assert Home.from_environment().plan == tmp_path / "here" / "plan.toml"


def test_files_and_folders_are_for_the_person_alone(home: Home) -> None:
    home.root.mkdir(mode=0o755, parents=True)
    home.state.mkdir(mode=0o777)
    home.write(home.plan, "a = 1\n", NOW)
    assert {mode(folder) for folder in (home.root, home.state, home.backups, home.exercises)} == {0o700}
    assert mode(home.plan) == 0o600


def test_a_shared_folder_stays_shared(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    Home(tmp_path).prepare()
    assert mode(tmp_path) == 0o777 | stat.S_ISVTX


def test_what_is_not_there_is_none(home: Home) -> None:
    assert home.read(home.plan) is None
    home.root.parent.mkdir(exist_ok=True)
    home.root.write_text("")
    assert home.read(home.plan) is None


def test_the_version_before_is_kept_with_its_date(home: Home) -> None:
    home.write(home.plan, "a = 1\n", NOW)
    home.write(home.plan, "a = 1\n", NOW)
    assert home.backups_of(home.plan) == ()
    home.write(home.plan, "a = 2\n", NOW)
    (backup,) = home.backups_of(home.plan)
    assert backup.name == "plan.toml.2026-11-22T09-30-00-000000Z"
    assert (backup.read_text(), home.read(home.plan), mode(backup)) == ("a = 1\n", b"a = 2\n", 0o600)


def test_the_newest_backups_stay_and_each_file_has_its_own(home: Home) -> None:
    home.write(home.profile, "p = 1\n", NOW)
    home.write(home.profile, "p = 2\n", NOW)
    for number in range(KEPT_BACKUPS + 5):
        home.write(home.plan, f"a = {number}\n", NOW + timedelta(minutes=number // 2))
    kept = [path.read_text() for path in home.backups_of(home.plan)]
    assert kept == [f"a = {number}\n" for number in range(KEPT_BACKUPS + 3, 3, -1)]
    assert len(home.backups_of(home.profile)) == 1


def test_a_clock_that_stands_still_or_was_set_back_loses_no_new_backup(home: Home) -> None:
    for number in range(2 * KEPT_BACKUPS):
        home.write(home.plan, f"a = {number}\n", NOW - timedelta(days=number // KEPT_BACKUPS))
    assert home.backups_of(home.plan)[0].read_text() == f"a = {2 * KEPT_BACKUPS - 2}\n"
    assert len(home.backups_of(home.plan)) == KEPT_BACKUPS


def test_a_link_stays_a_link(home: Home, tmp_path: Path) -> None:
    home.prepare()
    real = tmp_path / "synced.toml"
    real.write_text("a = 1\n")
    home.plan.symlink_to(real)
    home.write(home.plan, "a = 2\n", NOW)
    assert home.plan.is_symlink()
    assert real.read_text() == "a = 2\n"


def test_a_file_left_behind_by_a_crash_is_no_obstacle(home: Home) -> None:
    home.prepare()
    home.plan.with_name(f".plan.toml.{os.getpid()}.tmp").write_text("half")
    home.write(home.plan, "a = 1\n", NOW)
    assert left_over(home.root) == []


def test_a_folder_instead_of_a_file_is_named(home: Home) -> None:
    home.plan.mkdir(parents=True)
    with pytest.raises(InputError, match=r"plan\.toml should be a file, but is a folder"):
        home.read(home.plan)
    with pytest.raises(InputError, match="should be a file, but is a folder"):
        home.write(home.plan, "a = 1\n", NOW)


def test_a_file_instead_of_the_home_is_named(home: Home) -> None:
    home.root.write_text("")
    with pytest.raises(InputError, match="coach should be a folder, but is a file"):
        home.write(home.plan, "a = 1\n", NOW)
    with pytest.raises(InputError, match="coach should be a folder, but is a file"):
        Home(home.root / "deeper").prepare()


def test_a_pipe_is_not_waited_for(home: Home) -> None:
    home.prepare()
    os.mkfifo(home.plan)
    with pytest.raises(InputError, match="not an ordinary file"):
        home.read(home.plan)


def test_half_characters_are_not_written(home: Home) -> None:
    with pytest.raises(InputError, match="characters that are no text"):
        home.write(home.plan, 'a = "\ud800"\n', NOW)
    assert not home.plan.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work otherwise on Windows")
def test_missing_rights_are_named_and_harm_nothing() -> None:
    with nobody() as folder:
        home = Home(folder / "coach")
        home.write(home.plan, "a = 1\n", NOW)
        home.plan.chmod(0)
        with pytest.raises(OutsideError, match=r"may not read .*plan\.toml"):
            home.read(home.plan)
        home.plan.chmod(0o600)
        home.state.rename(home.root / "away")
        home.root.chmod(0o500)
        with pytest.raises(OutsideError, match=r"may not write .* Nothing was lost"):
            home.write_state(home.root / "new" / "x", "")


def test_a_full_disk_leaves_the_old_file() -> None:
    with mounted("size=256k") as folder:
        home = Home(folder / "coach")
        home.write(home.plan, "a = 1\n", NOW)
        fill(folder)
        with pytest.raises(OutsideError, match=r"The disk is full: .* Nothing was lost") as error:
            home.write(home.plan, "b" * 9000, NOW)
        assert error.value.exit_code == 4
        assert home.read(home.plan) == b"a = 1\n"
        assert left_over(folder) == []


def test_a_read_only_disk_can_be_read() -> None:
    with mounted("size=256k") as folder:
        home = Home(folder / "coach")
        home.write(home.plan, "a = 1\n", NOW)
        remount_read_only(folder)
        with pytest.raises(OutsideError, match="The disk can only be read"):
            home.write(home.plan, "a = 2\n", NOW)
        assert home.read(home.plan) == b"a = 1\n"
