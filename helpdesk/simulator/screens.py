"""What the page reads: the channels, a phone's screen, files on it, the wire."""

from dataclasses import asdict

from flask import Response, jsonify, render_template, request

from channels import all_adapters
from channels.simulator import acting, faults, phones, wires
from channels.simulator.demo_lines import line_of, postman
from helpdesk import clock, people
from helpdesk.people.sessions import me, signed_in
from helpdesk.refusing import Refusal
from helpdesk.simulator import days
from helpdesk.simulator.door import host_for, simulated_inboxes, simulator
from helpdesk.simulator.who import people_of

INLINE = (
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "audio/wav",
    "audio/x-wav",
    "audio/mpeg",
    "audio/ogg",
    "audio/mp4",
    "audio/amr",
    "video/mp4",
    "video/webm",
)


@simulator.get("")
@signed_in
def page() -> str:
    """The page; what is on it is drawn in the browser."""
    return render_template(
        "simulator/page.html",
        lang=me().language,
        theme=people.preferences_of(me())["theme"],
        role=me().role,
        at="simulator",
    )


@simulator.get("/start.json")
def start() -> Response:
    """The channels with the acts their customers can do."""
    adapters = all_adapters()
    return jsonify(
        now=clock.iso(clock.now()),
        day=days.state(),
        channels=[
            {
                "key": inbox.key,
                "kind": inbox.channel,
                "name": inbox.name,
                "label": adapters[inbox.channel].label,
                "acts": list(standin.acts),
                "together": getattr(standin, "together", False),  # words and files are one mail
            }
            for inbox in simulated_inboxes()
            if (standin := host_for(inbox.key).standin)
        ],
    )


@simulator.get("/<key>/people.json")
def show_people(key: str) -> Response:
    """Whose phone it can be, and what this line is set to."""
    inbox = next((one for one in simulated_inboxes() if one.key == key), None)
    if inbox is None:
        raise Refusal(404)
    line = line_of(inbox)
    return jsonify(
        people=[asdict(person) for person in people_of(inbox, line)],
        faults=asdict(faults.of(line)),
        receipts=acting.receipts_on(line),
        counters=_counters(line),
    )


@simulator.get("/<key>/phone.json")
def show_phone(key: str) -> Response:
    """The screen of ?person=; with &read=1 the customer is looking at it."""
    host, who = host_for(key), request.args.get("person", "")
    known = next((one for one in phones.people(host.line) if one.id == who), None)
    if hasattr(host.standin, "look") and known is not None:
        host.standin.look(host.line, known)
    return jsonify(entries=phones.screen(host.line, who))


@simulator.post("/<key>/read")
def read(key: str) -> Response:
    """The customer looks at what is new."""
    body = request.get_json(silent=True) or {}
    return jsonify(read=acting.read(host_for(key), postman(), str(body.get("person", ""))))


@simulator.get("/<key>/wire.json")
def show_wire(key: str) -> Response:
    """What went over the wire after ?after=, oldest first."""
    line = host_for(key).line
    return jsonify(wire=wires.last(line, _after()), counters=_counters(line))


@simulator.get("/<key>/files/<file_id>")
def show_file(key: str, file_id: str) -> Response:
    """A file on a phone. Only pictures, sounds and films are shown; anything else is only saved."""
    file = host_for(key).line.load(file_id)
    if file is None:
        raise Refusal(404)
    kind = file.content_type.partition(";")[0].strip().lower()
    shown = kind in INLINE
    response = Response(file.data, content_type=kind if shown else "application/octet-stream")
    response.headers.set("Content-Disposition", "inline" if shown else "attachment", filename=file.filename)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _after() -> int:
    return min(max(request.args.get("after", 0, type=int), 0), 2**63 - 1)


def _counters(line) -> dict:
    names = ("calls", "shown", "repeated", "postings", "early", *faults.KINDS)
    return {name: line.counted(name) for name in names}
