"""What can be tried: each says which facts it asks for, and what becomes of one ticket with it and without."""

from types import SimpleNamespace

from helpdesk.db import db
from routing.conditions import HOLDS, Look, ready
from routing.facts import Facts, of_change, own_key
from routing.facts.of_customer import COMPLAINT_DAYS
from routing.patterns import TooSlow
from routing.rehearsing.other_subjects import TryStrategy, TryThreshold
from routing.rehearsing.reading import AS_TODAY, Library
from routing.rehearsing.tallying import Tally
from routing.rehearsing.trying import Book, acts_of, begin, crossings, try_out
from routing.rehearsing.walking import Occasion, Past, occasions
from routing.rule import Rule
from routing.rulebook import Ready, made_ready, rules_on

DRAFT = -1  # the number of a rule that is not one yet
CHANGEABLE = frozenset(
    {
        *("status", "category", "priority", "type", "team_id", "assignee_id", "tags", "spam", "business_hours"),
        *(f"complaints_{days}d" for days in COMPLAINT_DAYS),
        *("unanswered", *(field.name for field in of_change.FIELDS)),
    }
)


def subject_of(subject: dict):
    """What this rehearsal tries."""
    if "rule" in subject:
        return TryRule(subject["rule"])
    return TryThreshold(subject) if "threshold" in subject else TryStrategy(subject)


class TryRule:
    """A rule beside those that work, or in the place of one of them."""

    def __init__(self, draft: dict):
        number = draft.get("id") or DRAFT
        self.number = number
        working = [made_ready(rule) for rule in rules_on()]
        others = [rule for rule in working if rule.id != number]
        draft_row = _row(draft, number)
        self.rule = made_ready(draft_row)
        self.known_before = len(others) != len(working)
        place = next((at for at, rule in enumerate(working) if rule.id == number), len(others))
        # Another rule on time has a time of its own: at this one's it is not asked.
        self.before = _book([rule for rule in working if rule.lasting is None])
        wanted = [*others[:place], self.rule, *others[place:]]
        self.after = _book([rule for rule in wanted if rule.lasting is None or rule is self.rule])
        self.shared = {trigger: _shared(self.before.get(trigger, []), rules) for trigger, rules in self.after.items()}
        self.hopeful = [hopeful(rule.conditions) for rule in (draft_row, *_rows_of(number))]
        self.asked = {leaf["field"] for rule in (*working, self.rule) for leaf in rule.leaves}
        self.as_today = sorted(self.asked & AS_TODAY)

    def try_on(self, past: Past, library: Library, until, tally: Tally) -> tuple:
        """(team before, team after, {column: [before, after]}) of one ticket."""
        changes, hit, teams = {}, False, (past.row.team_id, past.row.team_id)
        lasting = self.rule.lasting
        for occasion in occasions(past, until, lasting):
            # All of them but this one and what sets it off would do the same with it and without.
            if occasion.trigger not in self.rule.triggers and not self._may_follow(occasion.trigger):
                continue
            if occasion.paper.spam_at is not None or not self._could_match(occasion, library):
                continue
            rules, others = self.after.get(occasion.trigger, []), self.before.get(occasion.trigger, [])
            number = self.shared.get(occasion.trigger, 0)
            begun = begin(rules[:number], occasion, library)
            after = try_out(begun, rules[number:], self.after, occasion, library)
            ours = [match for match in after.matched if match.rule.id == self.number]
            if not ours and not self.known_before:
                continue
            stood = try_out(begun, others[number:], self.before, occasion, library).state
            hit = hit or bool(ours)
            changes |= {c: [stood[c], after.state[c]] for c in stood if stood[c] != after.state[c] and c not in changes}
            teams = (stood["team_id"], after.state["team_id"])
            if ours:
                tally.acts.update(acts_of(ours))
                tally.crossed.update(set(crossings(after.matched, self.number)))
        tally.matched += hit
        return *teams, changes

    def figures(self) -> dict:
        """Nothing besides what is tallied."""
        return {}

    def _could_match(self, occasion: Occasion, library: Library) -> bool:
        """Whether it could match whatever other rules did before: nine in ten tickets need no further look."""
        facts = library.fill(Facts(occasion.paper, occasion.event, message=occasion.message, now=occasion.at))
        try:
            return any(look(facts) == HOLDS for look in self.hopeful)
        except TooSlow:
            return True

    def _may_follow(self, trigger: str) -> bool:
        """Whether this rule could be set off by what others do then."""
        chained = self.rule.triggers & {"changed", "assigned", "unassigned", "solved", "reopened"}
        return bool(chained) and bool(self.after.get(trigger))


def _shared(before: list[Ready], after: list[Ready]) -> int:
    """How many rules at the beginning are the same ones."""
    number = 0
    while number < min(len(before), len(after)) and before[number] is after[number]:
        number += 1
    return number


def hopeful(conditions: dict) -> Look:
    """The conditions, with all that rules can change taken for granted."""
    return ready(_hopeful(conditions or {"all": []}))


def _hopeful(part: dict) -> dict:
    if "field" in part:
        changeable = part["field"] in CHANGEABLE or bool(own_key(part["field"]))
        return {"all": []} if changeable else part
    joined = "any" if "any" in part else "all"
    return {joined: [_hopeful(inner) for inner in part.get(joined, [])]}


def _rows_of(number: int) -> list[Rule]:
    row = db.session.get(Rule, number) if number > 0 else None
    return [row] if row is not None else []


def _row(draft: dict, number: int) -> SimpleNamespace:
    return SimpleNamespace(
        id=number,
        version=0,
        name=draft.get("name") or "",
        triggers=draft["triggers"],
        conditions=draft["conditions"],
        actions=draft["actions"],
        stops=bool(draft.get("stops")),
    )


def _book(rules: list[Ready]) -> Book:
    found: Book = {}
    for rule in rules:
        for trigger in rule.triggers:
            found.setdefault(trigger, []).append(rule)
    return found
