"""Rules: all of them in their order, switched on and off, moved, dropped."""

from flask import request

from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal
from helpdesk.settings.pages import pages, saved, show
from helpdesk.settings.rules_said import counts, names_in, said
from routing import rule_keeping
from routing.rule import Rule


@pages.get("/rules")
@allowed("rules.manage")
def list_rules():
    """All of them, as they are looked at."""
    rows = rule_keeping.rules()
    names = names_in(rows)
    moved = (request.args.get("moved", 0, type=int), request.args.get("by", ""))
    lines = [{"row": row, **said(row, names)} for row in rows]
    return show("rules", "rules", rules=lines, counts=counts(rows), moved=moved)


@pages.post("/rules/<int:number>/switched")
@allowed("rules.manage")
def switch_rule(number: int):
    """On or off."""
    rule, on = find_rule(number), request.form.get("on") == "1"
    rule_keeping.switch(rule, on, by=me())
    done = ("It works from now on.", "规则已启用。") if on else ("It is off.", "规则已停用。")
    return saved("show_rule" if request.form.get("back") == "rule" else "list_rules", *done, **_back(number))


@pages.post("/rules/<int:number>/moved")
@allowed("rules.manage")
def move_rule(number: int):
    """One place up or down, or to the place that was typed; whoever goes by keys finds the focus where it was."""
    numbers = [row.id for row in rule_keeping.rules()]
    if find_rule(number).id not in numbers:
        raise Refusal(404)
    here = numbers.index(number)
    by = "place" if "place" in request.form else "down" if request.form.get("down") else "up"
    there = _typed_place(here) if by == "place" else here + (1 if by == "down" else -1)
    numbers.insert(max(0, min(len(numbers) - 1, there)), numbers.pop(here))
    rule_keeping.put_in_order(numbers, by=me())
    # Without a fragment: browsers do not focus by themselves where the address has one.
    return saved("list_rules", "The order is changed.", "顺序已调整。", moved=number, by=by)


@pages.post("/rules/<int:number>/dropped")
@allowed("rules.manage")
def drop_rule(number: int):
    """It works no more; what it did stays told."""
    rule_keeping.drop_rule(find_rule(number), by=me())
    return saved("list_rules", "The rule is gone.", "规则已删除。")


def find_rule(number: int) -> Rule:
    """The rule, or a Refusal."""
    try:
        return rule_keeping.rule_of(number)
    except LookupError:
        raise Refusal(404) from None


def _typed_place(here: int) -> int:
    typed = request.form["place"].strip()
    return int(typed) - 1 if typed.isdecimal() and len(typed) <= 4 else here


def _back(number: int) -> dict:
    return {"number": number} if request.form.get("back") == "rule" else {}
