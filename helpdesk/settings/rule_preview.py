"""Rule preview: what a rule as it stands in the form would match now."""

from flask import jsonify, request

from helpdesk.customers import masked_text
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.settings.one_rule import BAD
from helpdesk.settings.pages import pages
from helpdesk.settings.rule_problems import problem_of
from routing import rule_keeping
from routing.contradicting import contradictions
from routing.matching_now import matching_now


@pages.post("/rules/preview.json")
@allowed("rules.manage")
def preview_rule():
    """{matched, looked_at, tickets: [{id, subject, href}], sentence} of a rule as it stands in the form, and
    `contradictions`: what of its actions cannot all be meant."""
    draft = request.get_json(silent=True)
    draft = draft if isinstance(draft, dict) else {}
    against = [say(one.en, one.zh) for one in contradictions(draft.get("actions"))]
    try:
        values = {"name": "draft", "actions": [{"do": "spam"}]} | _drafted(draft)
        rule_keeping.check_rule(
            name="draft",
            triggers=values["triggers"],
            conditions_=values["conditions"],
            actions_=[{"do": "spam"}],
        )
    except BAD as error:
        return jsonify(problem=problem_of(error), contradictions=against)
    found = matching_now(values["triggers"], values["conditions"])
    rows = [
        {"id": one.id, "subject": masked_text(one.subject, me()), "href": f"/tickets/{one.id}"} for one in found.tickets
    ]
    said = say(
        f"{found.matched} of the last {found.looked_at} tickets",
        f"最近 {found.looked_at} 张工单中有 {found.matched} 张",
    )
    return jsonify(
        matched=found.matched, looked_at=found.looked_at, tickets=rows, sentence=said, contradictions=against
    )


def _drafted(values: dict) -> dict:
    return {"triggers": values.get("triggers"), "conditions": values.get("conditions")}
