"""Bulk: the same change to many tickets at once; what cannot be changed is said, one by one."""

from flask import jsonify

import tickets
from helpdesk.console.door import console, sight
from helpdesk.console.said import Said, wrong
from helpdesk.people.sessions import me
from helpdesk.reader import say
from tickets.ticket import PRIORITIES, STATUSES


@console.post("/bulk")
def change_many():
    """{done: [ids], refused: [{id, description}]}. A ticket that may not be seen is one that is not there."""
    said = Said()
    numbers, changes = said.numbers("ids", most=100), _changes(Said(said.mapping("set")))
    if not numbers:
        raise wrong("ids")
    outcome = tickets.change_many(sight(), numbers, changes, by=me())
    missing = say("There is no such ticket.", "没有这张工单。")
    return jsonify(
        done=outcome.done,
        refused=[
            *({"id": number, "description": missing} for number in outcome.missing),
            *(
                {"id": number, "description": say(refusal.en, refusal.zh)}
                for number, refusal in outcome.refused.items()
            ),
        ],
    )


def _changes(said: Said) -> dict:
    readers = {
        "status": lambda: said.choice("status", STATUSES),
        "priority": lambda: said.choice("priority", PRIORITIES),
        "assignee_id": lambda: said.number("assignee_id", default=None),
        "team_id": lambda: said.number("team_id", default=None),
        "tags_add": lambda: said.words("tags_add", most=50),
        "tags_remove": lambda: said.words("tags_remove", most=50),
        "spam": lambda: said.flag("spam"),
        "trash": lambda: said.flag("trash"),
    }
    if not said.body or not said.body.keys() <= readers.keys():
        raise wrong("set", choices=sorted(readers))
    return {name: readers[name]() for name in said.body}
