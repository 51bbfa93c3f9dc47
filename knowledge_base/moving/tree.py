"""Tree: the files of a folder or a zip by their names. Nothing outside it can be reached, nothing in it can grow."""

import os
import stat
import zipfile
from pathlib import Path, PurePosixPath

from knowledge_base.moving.item import Unreadable

MOST_FILES, LARGEST_FILE, LARGEST = 20_000, 50 * 2**20, 500 * 2**20


class Tree:
    """`names` are relative, with slashes. `read` gives the bytes of one of them, and of nothing else."""

    def __init__(self, source: Path):
        self.source = source
        self.zip = zipfile.ZipFile(source) if source.is_file() else None
        self.left = LARGEST
        self.names = self._in_zip() if self.zip else self._in_folder()

    def read(self, name: str) -> bytes:
        """The bytes. Raises Unreadable for what is too large, KeyError for what is not there."""
        if name not in self.names:
            raise KeyError(name)
        data = self._of_zip(name) if self.zip else self._of_folder(name)
        self.left -= len(data)
        if len(data) > LARGEST_FILE or self.left < 0:
            raise Unreadable(f"{name}: too large")
        return data

    def beside(self, name: str, address: str) -> str | None:
        """The name of the file to which a relative address in the file `name` leads, if it is one of ours."""
        if "://" in address or address.startswith(("/", "#", "data:", "\\")):
            return None
        parts: list[str] = list(PurePosixPath(name).parent.parts)
        for part in PurePosixPath(address.partition("?")[0].partition("#")[0]).parts:
            if part == "..":
                if not parts:
                    return None  # out of the folder: whatever lies there is none of theirs
                parts.pop()
            elif part != ".":
                parts.append(part)
        found = "/".join(parts)
        return found if found in self.names else None

    def _in_zip(self) -> frozenset[str]:
        infos = [info for info in self.zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LARGEST:
            raise Unreadable("the archive holds too much")
        return frozenset(info.filename for info in infos if _is_inside(info.filename))

    def _in_folder(self) -> frozenset[str]:
        found = []
        for folder, _, names in os.walk(self.source):  # links to folders are not followed
            for name in names:
                path = Path(folder, name)
                if stat.S_ISREG(path.lstat().st_mode):  # nor links to files
                    found.append(path.relative_to(self.source).as_posix())
            if len(found) > MOST_FILES:
                raise Unreadable("the folder holds too much")
        return frozenset(found)

    def _of_zip(self, name: str) -> bytes:
        with self.zip.open(name) as file:  # what it says of its size may be a lie
            return file.read(LARGEST_FILE + 1)

    def _of_folder(self, name: str) -> bytes:
        handle = os.open(self.source / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            return file.read(LARGEST_FILE + 1)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
