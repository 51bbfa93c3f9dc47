"""What a killed worker leaves half done is ended once: the bot's answers, an import, a rehearsal, the index."""

import shutil
from collections import Counter

import pytest
import requests

from tests.faults.storm import Storm
from tests.support import eventually


@pytest.mark.long  # small ones, without processes: tests/chatbot, tests/importing, tests/knowledge_base
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("number", "kills"), [(4, 1), pytest.param(60, 10, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_it_is_ended_once_by_another(desk, provider, tmp_path, number, kills):
    desk.run("teach")
    the_bot_answers_once(desk, provider, number, kills)
    an_import_takes_every_row_once(desk, tmp_path, number * 250, kills)
    a_rehearsal_is_never_half_shown(desk, number)
    articles_are_found_while_the_index_is_gone(desk)


def the_bot_answers_once(desk, provider, number, kills):
    (desk.data / "think").write_text("1.5")
    asked = [(desk.keys["courier"], {"id": f"q{n}", "from": f"q{n}", "text": "delivery time?"}) for n in range(number)]
    Storm(desk.port, asked).start().finish()
    for _ in range(kills):
        thinking = desk.number("SELECT sum(tries) FROM bot_talk")
        desk.kill("worker")  # those that were thought about wait for their lease
        if not eventually(lambda tries=thinking: desk.number("SELECT sum(tries) FROM bot_talk") > tries or over(desk)):
            break
    (desk.data / "think").unlink()
    eventually(lambda: over(desk), within=60)
    answers = Counter(dict(desk.ask("SELECT ticket_id, count(*) FROM message WHERE kind = 'reply' GROUP BY ticket_id")))
    assert len(answers) == number and set(answers.values()) == {1}, "each has one answer, or was handed over in words"
    assert desk.number("SELECT count(*) FROM bot_turn") == number
    eventually(lambda: sum(provider.delivered["courier"].values()) == number, within=60)


def over(desk) -> bool:
    return desk.number("SELECT count(*) FROM bot_talk WHERE due_at IS NOT NULL") == 0


def an_import_takes_every_row_once(desk, tmp_path, rows, kills):
    before, file = desk.number("SELECT count(*) FROM customer"), tmp_path / "people.csv"
    file.write_text("name,email\n" + "".join(f"Person {n},person{n}@example.com\n" for n in range(rows)))
    (desk.data / "slowly").write_text("0.3")
    run = int(desk.run("bring", str(file)))
    state = "SELECT state, position, made, refused FROM import_run WHERE id = :run"
    for _ in range(kills):
        at = desk.ask(state, run=run)[0][1]
        desk.kill("worker")
        eventually(lambda at=at: desk.ask(state, run=run)[0][1] > at or desk.ask(state, run=run)[0][0] == "done", 60)
    (desk.data / "slowly").unlink()
    eventually(lambda: desk.ask(state, run=run) == [("done", rows, rows, 0)], within=120)
    assert desk.number("SELECT count(*) FROM customer") == before + rows


def a_rehearsal_is_never_half_shown(desk, number):
    (desk.data / "slowly").write_text("20")  # on a busy machine the command takes seconds to end once it has begun
    run = int(desk.run("rehearse", "30"))
    now = "SELECT state FROM rehearsal WHERE id = :run"
    eventually(lambda: desk.ask(now, run=run) == [("running",)], within=60)
    desk.kill("worker")
    assert desk.number("SELECT count(*) FROM rehearsal WHERE id = :run AND ended_at IS NOT NULL", run=run) == 0
    (desk.data / "slowly").unlink()
    eventually(lambda: desk.ask(now, run=run) == [("done",)], within=60)
    done, total = desk.ask("SELECT done, total FROM rehearsal WHERE id = :run", run=run)[0]
    assert done == total == desk.number("SELECT count(*) FROM ticket")
    moves = desk.number("SELECT count(*) FROM rehearsed_move WHERE rehearsal_id = :run", run=run)
    assert moves == desk.number(
        "SELECT count(DISTINCT ticket_id) FROM rehearsed_move WHERE rehearsal_id = :run", run=run
    )


def articles_are_found_while_the_index_is_gone(desk):
    place = desk.data / "index" / "articles"

    def found() -> bool:
        page = requests.get(f"{desk.url}/help/en/search", params={"q": "delivery"}, timeout=20)
        assert page.status_code == 200
        return "How long does" in page.text  # the word itself is marked

    eventually(found, every=1)  # who asks more often is asked to wait
    for _ in range(3):
        shutil.rmtree(place, ignore_errors=True)
        assert found(), "from the database"
        eventually(lambda: (place / "current").exists() and any(place.glob("g-*/*.seg")), within=30)
        for file in place.glob("g-*/*"):
            file.write_bytes(b"nonsense")
        assert found(), "from the database"
    shutil.rmtree(place, ignore_errors=True)
    eventually(lambda: (place / "current").exists() and any(place.glob("g-*/*.seg")), within=30)
    assert found()
