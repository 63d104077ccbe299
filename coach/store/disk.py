"""Bytes to the disk and back without half-written files, and what the system's refusals mean in words.

A file is replaced in one step: whoever reads it sees the old one or the new one, after a power cut too.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from coach.errors import CoachError, InputError, OutsideError

MOST_BYTES = 64 * 1024 * 1024

_WRITE: dict[int, str] = {
    errno.ENOSPC: "The disk is full: {path} could not be written. Nothing was lost; make some room and try again.",
    errno.EDQUOT: "Your share of the disk is used up: {path} could not be written. Nothing was lost; "
    "make some room and try again.",
    errno.EROFS: "The disk can only be read: {path} could not be written. Nothing was lost.",
    errno.EACCES: "The coach may not write {path}. Nothing was lost; give yourself the right to write there.",
    errno.EPERM: "The coach may not write {path}. Nothing was lost; give yourself the right to write there.",
}
_MISSING = (errno.ENOENT, errno.ENOTDIR)


def write_failed(path: Path, error: OSError) -> CoachError:
    """The sentence for a write that failed."""
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        file = next((each for each in (path, *path.parents) if each.is_file()), path.parent)
        return InputError(f"{file} should be a folder, but is a file. Move that file away, then try again.")
    if error.errno == errno.EISDIR:
        return folder_here(path)
    words = _WRITE.get(error.errno or 0)
    if words:
        return OutsideError(words.format(path=path))
    return OutsideError(f"{path} could not be written ({error.strerror or error}). Nothing was lost; try again.")


def folder_here(path: Path) -> InputError:
    """The sentence for a folder where a file should be."""
    return InputError(f"{path} should be a file, but is a folder. Move or rename that folder, then try again.")


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, `None` where there is none.

    Raises:
        InputError: Something else than a file of sensible size stands there.
        OutsideError: The system does not let the coach read it.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise folder_here(path)
        if not stat.S_ISREG(info.st_mode):
            raise InputError(f"{path} is not an ordinary file. Move it away, then try again.")
        if info.st_size > MOST_BYTES:
            raise InputError(f"{path} is far too large for a file of the coach. Move it away, then try again.")
        return path.read_bytes()
    except OSError as error:
        if error.errno in _MISSING:
            return None
        if error.errno in (errno.EACCES, errno.EPERM):
            raise OutsideError(f"The coach may not read {path}. Give yourself the right to read it.") from error
        raise OutsideError(f"{path} could not be read ({error.strerror or error}). Try again.") from error


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces or makes a file in one step, mode 0600, and waits until the disk has it.

    Raises:
        InputError: A folder stands where the file should be, or a file where its folder should be.
        OutsideError: The disk is full, read-only or refuses; the old file is as it was.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    if target.is_dir():
        raise folder_here(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        _write_whole(temporary, data)
        os.replace(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise write_failed(path, error) from error


def _write_whole(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)  # left behind by a crash
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Makes the new name of a file last; folders cannot be opened on Windows, which needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
