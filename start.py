#!/usr/bin/env python3
"""Starts the coach: ``python3 start.py``. Runs its tests: ``python3 start.py --test``.

The first start makes a virtual environment, ``.venv``, beside this file and installs the project into it; a
later start only looks whether that still holds. The install is an editable one: the program, the exercises
and the plans are read from this folder, so a changed exercise or an update needs no new install, and only
pyproject.toml and constraints.txt decide what is installed. The stamp, ``.venv/installed``, remembers them
and is written last: an install that was cut short has none, and is done again.

Standard library only, and written so that an old Python 3 can still read it and say which version is needed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import List, NamedTuple, Optional, Sequence, Tuple

NEEDED = (3, 11)
OUTSIDE_FAILED = 4  # the exit code of the coach for "something outside failed"
INTERRUPTED = 130

HAS_PIP = f"import pip, sys; assert sys.version_info >= {NEEDED}"
HAS_COACH = "from importlib.util import find_spec; assert find_spec('coach') and find_spec('textual')"

SCARCE = 10_000_000  # bytes: with less than this left, a failed step most likely ran out of room
DISK_FULL = ("no space left", "errno 28", "disk quota exceeded", "errno 122")
NOT_WRITABLE = ("permission denied", "errno 13", "read-only file system", "errno 30", "not permitted")
NO_NETWORK = (
    "connection broken",
    "connectionerror",
    "connection reset",
    "connection refused",
    "max retries exceeded",
    "name resolution",
    "network is unreachable",
    "nodename nor servname",
    "proxyerror",
    "read timed out",
    "timeouterror",
    "sslerror",
)


class Trouble(Exception):
    """Something outside stands in the way; the message tells the person what to do about it."""


class Stamp(NamedTuple):
    """What was installed: where the project lay, the digest of what decides the install, and the extra."""

    folder: str
    digest: str
    extra: str

    def covers(self, wanted: "Stamp") -> bool:
        """Whether this install is good enough; with the extra for tests it also starts the coach."""
        return self[:2] == wanted[:2] and wanted.extra in ("", self.extra)


def digest(folder: str) -> str:
    """The fingerprint of the two files that decide what is installed."""
    sha = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(folder, name), "rb") as file:
            sha.update(hashlib.sha256(file.read()).digest())
    return sha.hexdigest()


def read_stamp(path: str) -> Optional[Stamp]:
    """The stamp of the last finished install, or None."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return Stamp(*lines[:3]) if len(lines) == 4 else None


def write_stamp(path: str, stamp: Stamp) -> None:
    """Writes the stamp in one step, so that there is never half of one."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write("\n".join(stamp) + "\n")
    os.replace(path + ".new", path)


def too_old(version: Sequence[int]) -> Optional[str]:
    """What to say to a person whose Python is too old, or None if it is not."""
    if tuple(version[:2]) >= NEEDED:
        return None
    needed, found = (".".join(str(part) for part in parts) for parts in (NEEDED, version[:3]))
    return (
        f"The coach needs Python {needed} or newer, and this is Python {found}.\n"
        f"Please install a newer one (python.org has it for every system). Then type, with its own name:\n"
        f"    python{needed} start.py"
    )


def no_venv_module() -> Optional[str]:
    """What to say where Python came without the parts that make an environment, or None if it has them."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return None
    return (
        "This Python comes without the part that makes virtual environments (venv).\n"
        "On Debian and Ubuntu, one line brings it:\n"
        "    sudo apt install python3-venv\n"
        "Then start again."
    )


def advice(output: str, folder: str, attempt: str, free: int) -> str:
    """What to say after a step failed with this output: its cause, if we know it, and what to do.

    ``free`` is the room left on the disk in bytes: not every step says that it ran out of it.
    """
    said = output.lower()
    if free < SCARCE or any(sign in said for sign in DISK_FULL):
        return "The disk is full. The coach needs about 200 MB. Please make some room, then start again."
    if any(sign in said for sign in NOT_WRITABLE):
        return (
            f"The coach may not write to its own folder:\n    {folder}\n"
            "Please move it to a folder of yours, for example into your home folder, then start again."
        )
    if any(sign in said for sign in NO_NETWORK):
        return (
            "The coach could not fetch the packages that it is built from: the internet did not answer.\n"
            f"It tried:\n    {attempt}\n"
            "Please check the connection (and the proxy, if you have one), then start again.\n"
            "Only the first start, and the first after an update, needs the internet."
        )
    return (
        f"Setting up the coach did not work. The lines above say why. It tried:\n    {attempt}\n"
        "You can simply start again. If that does not help, delete the folder .venv and start once more."
    )


def last_lines(output: str, count: int = 12) -> str:
    """The end of a long output, where the cause stands."""
    return "\n".join(output.strip().split("\n")[-count:])


class Environment:
    """The virtual environment in ``.venv`` beside this file. Everything that is written stays inside it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.path = os.path.join(folder, ".venv")
        self.programs = os.path.join(self.path, "Scripts" if os.name == "nt" else "bin")
        self.python = os.path.join(self.programs, "python.exe" if os.name == "nt" else "python")
        self.stamp_path = os.path.join(self.path, "installed")
        self.temporary = os.path.join(self.path, "tmp")

    def make_ready(self, extra: str) -> None:
        """Makes and fills the environment unless that is done; ``extra`` is "" or "dev"."""
        wanted = Stamp(self.folder, digest(self.folder), extra)
        installed = read_stamp(self.stamp_path)
        if installed and installed.covers(wanted) and self.answers(HAS_COACH):
            return
        moved = installed is not None and installed.folder != self.folder  # its programs name the old place
        if moved or not self.answers(HAS_PIP):
            self.make()
        self.install(wanted)

    def answers(self, question: str) -> bool:
        """Whether the environment's own Python runs these lines without complaint."""
        try:
            command = [self.python, "-I", "-c", question]
            return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        except OSError:
            return False

    def make(self) -> None:
        """Makes the environment, in place of a broken one."""
        hindrance = too_old(sys.version_info[:3]) or no_venv_module()
        if hindrance is not None:
            raise Trouble(hindrance)
        tell("Setting up the coach. This takes a minute or two, and only this once.")
        if os.path.islink(self.path) or os.path.isfile(self.path):
            os.remove(self.path)
        elif os.path.isdir(self.path):
            shutil.rmtree(self.path)
        # The Python behind the one that runs this: it may be the environment's own, which was just removed.
        python = getattr(sys, "_base_executable", None) or sys.executable
        self.run([python, "-m", "venv", self.path])

    def install(self, wanted: Stamp) -> None:
        """Installs the project, editable, and stamps it at the very end."""
        tell("Fetching what the coach is built from ...")
        if os.path.exists(self.stamp_path):
            os.remove(self.stamp_path)
        project = f".[{wanted.extra}]" if wanted.extra else "."
        options = ["--quiet", "--no-input", "--no-cache-dir", "--disable-pip-version-check"]
        what = ["--constraint", "constraints.txt", "--editable", project]
        self.run([self.python, "-m", "pip", "install", *options, *what])
        if not self.answers(HAS_COACH):
            raise Trouble("The install is not complete. Please delete the folder .venv, then start again.")
        write_stamp(self.stamp_path, wanted)

    def run(self, command: List[str]) -> None:
        """Runs a step of the set-up quietly; its output is shown only if it fails."""
        os.makedirs(self.temporary, exist_ok=True)
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                env=dict(os.environ, TMPDIR=self.temporary, TEMP=self.temporary, TMP=self.temporary),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        finally:
            shutil.rmtree(self.temporary, ignore_errors=True)
        if done.returncode != 0:
            output = done.stdout.decode("utf-8", "replace")
            tell(last_lines(output) + "\n")
            raise self.trouble(output, " ".join(command))

    def trouble(self, output: str, attempt: str) -> Trouble:
        """What went wrong in an attempt that ended with this output."""
        return Trouble(advice(output, self.folder, attempt, shutil.disk_usage(self.folder).free))

    def coach(self) -> List[str]:
        """The command that starts the coach."""
        program = os.path.join(self.programs, "coach")
        return [program + ".exe"] if os.name == "nt" else [self.python, program]


def tell(text: str) -> None:
    """Says something to the person, and leaves standard output to the coach."""
    print(text, file=sys.stderr, flush=True)


def hand_over(command: List[str]) -> int:
    """Lets another program take our place: it owns the terminal, and its exit code is ours."""
    if os.name != "nt":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the program has seen it as well, and decides
            continue


def split_arguments(arguments: List[str]) -> Tuple[bool, List[str]]:
    """Whether the tests are asked for, and what is for the program itself."""
    testing = arguments[:1] == ["--test"]
    return testing, arguments[1:] if testing else arguments


def main(arguments: List[str]) -> int:
    """Prepares the environment and starts the coach, or its tests. Returns the exit code."""
    testing, rest = split_arguments(arguments)
    environment = Environment(os.path.dirname(os.path.realpath(__file__)))
    try:
        environment.make_ready("dev" if testing else "")
    except Trouble as trouble:
        tell(str(trouble))
        return OUTSIDE_FAILED
    except OSError as error:
        tell(f"{error}\n\n{environment.trouble(str(error), 'write to ' + environment.path)}")
        return OUTSIDE_FAILED
    except KeyboardInterrupt:
        tell("\nStopped. The next start carries on from here.")
        return INTERRUPTED
    if not testing:
        return hand_over([*environment.coach(), *rest])
    os.chdir(environment.folder)
    return hand_over([environment.python, "-m", "pytest", *rest])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
