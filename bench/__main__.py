"""`python -m bench [NAME …]`: run the benchmarks (or those named), one line of JSON a figure."""

import importlib
import json
import pkgutil
import sys

import bench


def main(names: list[str]) -> None:
    """A benchmark is a file here with a `figures()` that yields dictionaries; `figure` names what was measured."""
    files = [file.name for file in pkgutil.iter_modules(bench.__path__) if not file.ispkg and file.name != "__main__"]
    unknown = set(names) - set(files)
    if unknown:
        raise SystemExit(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(files)}")
    for name in names or files:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "figures"):
            for figure in module.figures():
                print(json.dumps({"bench": name, **figure}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
