"""Who may import whom: the arrows of the house, held."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
ASSEMBLY = {"app", "reactions", "schedule", "sweeps", "worker", "cli", "processes", "web", "web_gevent", "loading"}
# Every other file in helpdesk/ itself; its folders are customers, people and the edges.
FOUNDATION = {path.stem for path in (ROOT / "helpdesk").glob("*.py")} - ASSEMBLY - {"__init__"}
BRANCHES = {"routing", "chatbot", "channels"}
EDGES = {
    "help_centre",
    "knowledge",
    "console",
    "api",
    "widget",
    "form",
    "settings",
    "reports",
    "notifying",
    "health",
    "demo",
    "simulator",
    "privacy",
    "surveys",
    "importing",
}


def imports_of(path: Path) -> set[str]:
    """What a file imports of ours, as dotted names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms_of(path: Path) -> set[str]:
    """The rooms a file reaches into: a top-level package, or helpdesk.<room>."""
    rooms = set()
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "helpdesk" and len(parts) > 1:
            rooms.add(f"helpdesk.{parts[1]}")
        elif parts[0] in BRANCHES | {"tickets", "knowledge_base"}:
            rooms.add(parts[0])
    return rooms


def files_of(*places: str) -> list[Path]:
    found = []
    for place in places:
        path = ROOT / place
        found += [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))
    return [path for path in found if path.exists()]


def assert_only(places: list[str], allowed: set[str]) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {room}"
        for path in files_of(*places)
        for room in sorted(rooms_of(path) - allowed)
    ]
    assert not wrong, "\n".join(wrong)


FLOOR = {f"helpdesk.{name}" for name in FOUNDATION}
WHO = {"helpdesk.customers", "helpdesk.people"}


def test_the_foundation_knows_no_package():
    assert_only([f"helpdesk/{name}.py" for name in FOUNDATION], FLOOR)


def test_customers_and_people_know_only_the_foundation():
    assert_only(["helpdesk/customers", "helpdesk/people"], FLOOR | WHO)


def test_tickets_know_nothing_of_the_branches():
    assert_only(["tickets"], FLOOR | WHO | {"tickets"})


def test_the_branches_never_import_one_another():
    for branch in BRANCHES:
        leaf = {"knowledge_base"} if branch == "chatbot" else set()
        assert_only([branch], FLOOR | WHO | {"tickets", branch} | leaf)


def test_the_knowledge_base_is_a_leaf():
    assert_only(["knowledge_base"], FLOOR | {"knowledge_base"})


def test_the_assembly_is_imported_by_none():
    roof = {f"helpdesk.{name}" for name in ASSEMBLY}
    wrong = [
        f"{path.relative_to(ROOT)} imports {room}"
        for path in files_of(
            "tickets",
            "channels",
            "routing",
            "chatbot",
            "knowledge_base",
            *(f"helpdesk/{edge}" for edge in EDGES),
            "helpdesk/customers",
            "helpdesk/people",
        )
        for room in rooms_of(path) & roof
    ]
    assert not wrong, "\n".join(wrong)


def test_only_one_file_commits_and_only_one_emits():
    commits = [
        str(p.relative_to(ROOT))
        for p in files_of("helpdesk", "tickets", "channels", "routing", "chatbot", "knowledge_base")
        if "session.commit(" in p.read_text()
    ]
    emits = [
        str(p.relative_to(ROOT))
        for p in files_of("helpdesk", "tickets", "channels", "routing", "chatbot", "knowledge_base")
        if ".emit(" in p.read_text()
    ]
    assert commits == ["helpdesk/db.py"]
    assert emits == ["helpdesk/realtime.py"]
