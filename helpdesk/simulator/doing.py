"""What the page does: the customer acts, somebody new takes a phone, the line falls into trouble."""

import json
import uuid
from dataclasses import asdict

from flask import Response, jsonify, request

from channels.channel import File
from channels.simulator import acting, faults, phones
from channels.simulator.demo_lines import postman
from channels.simulator.hosting import Host
from channels.simulator.standin import Act, Person
from helpdesk import clock
from helpdesk.refusing import Refusal
from helpdesk.simulator import samples
from helpdesk.simulator.door import LARGEST, host_for, simulated_inboxes, simulator
from helpdesk.simulator.who import newcomer, people_of

MOST_TIMES, MOST_FILES = 20, 10
LONGEST_TEXT = 20_000


@simulator.post("/<key>/acts")
def act(key: str) -> Response:
    """The customer does something: form fields what, person, text, data (JSON), times, spoil, backwards; files."""
    request.max_content_length = LARGEST
    host = host_for(key)
    acts = _acts(host, _person(host, key))
    statuses = acting.perform(
        host, postman(), acts, times=_times(), spoil="spoil" in request.form, backwards="backwards" in request.form
    )
    return jsonify(statuses=statuses, ids=[one.id for one in acts])


@simulator.post("/<key>/people")
def add_person(key: str) -> Response:
    """Somebody new takes a phone."""
    body = request.get_json(silent=True) or {}
    name = " ".join(str(body.get("name") or "").split())[:60]
    if not name:
        raise Refusal(422, "no_name", "A new customer needs a name.", "请填写新客户的姓名。")
    inbox = next((one for one in simulated_inboxes() if one.key == key), None)
    if inbox is None:
        raise Refusal(404)
    language = "zh" if body.get("language") == "zh" else "en"
    return jsonify(person=asdict(newcomer(inbox, host_for(key).line, name, language)))


@simulator.put("/<key>/trouble")
def set_trouble(key: str) -> Response:
    """The line falls into trouble, or out of it."""
    try:
        return jsonify(faults=asdict(faults.set_faults(host_for(key).line, **(request.get_json(silent=True) or {}))))
    except (TypeError, ValueError) as why:
        raise Refusal(422, "invalid", str(why), "比例须在 0 到 1 之间，且总和不超过 1。") from None


@simulator.put("/<key>/receipts")
def set_receipts(key: str) -> Response:
    """Whether this provider tells of what was delivered and read."""
    line = host_for(key).line
    line.put("receipts", (request.get_json(silent=True) or {}).get("on") is not False)
    return jsonify(receipts=acting.receipts_on(line))


def _person(host: Host, key: str) -> Person:
    inbox = next(one for one in simulated_inboxes() if one.key == key)
    wanted = request.form.get("person", "")
    person = next((one for one in people_of(inbox, host.line) if one.id == wanted), None)
    person = person or next((one for one in phones.people(host.line) if one.id == wanted), None)
    if person is None:
        raise Refusal(422, "nobody", "Nobody here has this phone.", "没有持有此手机的客户。")
    return person


def _acts(host: Host, person: Person) -> list[Act]:
    what, text = request.form.get("what", "text"), request.form.get("text", "")[:LONGEST_TEXT]
    if what not in host.standin.acts:
        raise Refusal(422, "no_such_act", "Nobody can do this on this channel.", "该渠道不支持此操作。")
    data = _data()
    if request.form.get("backwards"):  # three messages, so that there is an order to lose
        return [_one(host, person, "text", words, data) for words in text.split("\n") if words.strip()][:MOST_FILES]
    files = _files(what)
    if getattr(host.standin, "together", False):
        return [_one(host, person, what, text, data, files[0], beside=tuple(files[1:]))]
    album = uuid.uuid4().hex if len(files) > 1 else None
    return [_one(host, person, what, text if n == 0 else "", data, file, album) for n, file in enumerate(files)]


def _one(host, person, what, text, data, file=None, album=None, beside=()) -> Act:
    number = f"{host.line.kind}-{uuid.uuid4().hex[:16]}"
    return Act(what, person, number, clock.now(), text, file, data, album, beside)


def _files(what: str) -> list[File | None]:
    given = [
        File(one.filename or "file", one.mimetype, data=one.read())
        for one in request.files.getlist("files")[:MOST_FILES]
    ]
    if given or what not in samples.KINDS:
        return given or [None]
    return list(samples.some(what, max(1, min(MOST_FILES, request.form.get("count", 1, type=int)))))


def _data() -> dict:
    try:
        data = json.loads(request.form.get("data") or "{}")
    except (ValueError, RecursionError):
        raise Refusal(400) from None
    return data if isinstance(data, dict) else {}


def _times() -> int:
    return max(1, min(MOST_TIMES, request.form.get("times", 1, type=int)))
