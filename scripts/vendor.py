"""Fetches the browser libraries into helpdesk/static/vendor with `npm pack` and writes vendor.lock.json.

Run it by hand to refresh or to add an icon: neither installing nor running the program needs npm.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "helpdesk" / "static" / "vendor"
LOCK = VENDOR / "vendor.lock.json"

# spec → {path inside the package: file under vendor/}
FILES = {
    "htm@3.1.1": {
        "package/preact/standalone.module.js": "htm-preact/htm-preact.js",
        "package/LICENSE": "htm-preact/LICENSE-htm",
    },
    # The standalone file above carries Preact inside; its licence travels with it.
    "preact@10.8.2": {"package/LICENSE": "htm-preact/LICENSE-preact"},
    "socket.io-client@4.8.4": {
        "package/dist/socket.io.esm.min.js": "socket.io/socket.io.js",
        "package/LICENSE": "socket.io/LICENSE",
    },
    "lucide-static@1.62.0": {"package/LICENSE": "lucide/LICENSE"},
}
ICONS = "lucide-static@1.62.0"


def main() -> None:
    """Fetch every package once and write its files, the sprite and the lock."""
    entries = []
    with tempfile.TemporaryDirectory() as folder:
        for spec, files in FILES.items():
            archive, integrity = pack(spec, Path(folder))
            with tarfile.open(archive) as package:
                for path, file in files.items():
                    content = tidy(package.extractfile(path).read(), file)
                    entries.append(keep(file, content, spec=spec, path=path, integrity=integrity))
                if spec == ICONS:
                    sprite = draw_sprite(package).encode()
                    origin = {"spec": spec, "path": "package/icons/*.svg", "integrity": integrity}
                    entries.append(keep("lucide/icons.svg", sprite, **origin))
    LOCK.write_text(json.dumps(entries, indent=2) + "\n")
    print(f"{len(entries)} files in {VENDOR}")


def pack(spec: str, folder: Path) -> tuple[Path, str]:
    """The package's archive and the integrity npm states for it."""
    command = ["npm", "pack", "--json", "--pack-destination", str(folder), spec]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    package = next(iter(answer.values())) if isinstance(answer, dict) else answer[0]
    return folder / package["filename"], package["integrity"]


def tidy(content: bytes, file: str) -> bytes:
    """Without the pointer to a source map that is not served (browsers report it as missing)."""
    if file.endswith(".js"):
        content = re.sub(rb"\n?//# sourceMappingURL=.*\s*$", b"\n", content)
    return content


def keep(file: str, content: bytes, **origin: str) -> dict:
    """Write one file and say where it came from."""
    target = VENDOR / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return {"file": file, **origin, "sha256": hashlib.sha256(content).hexdigest()}


def draw_sprite(package: tarfile.TarFile) -> str:
    """One SVG with a <symbol> for each icon named in lucide/icons.txt."""
    symbols = [symbol(package, name) for name in (VENDOR / "lucide" / "icons.txt").read_text().split()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def symbol(package: tarfile.TarFile, name: str) -> str:
    """The shapes of one icon; its strokes take their colour and width from where it is used."""
    drawing = package.extractfile(f"package/icons/{name}.svg").read().decode()
    shapes = re.search(r"<svg.*?>(.*)</svg>", drawing, re.S).group(1)
    shapes = re.sub(r"\s*\n\s*", "", shapes)
    strokes = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {strokes}>{shapes}</symbol>'


if __name__ == "__main__":
    main()
