"""The other things that can be tried: who would get a team's tickets by another strategy, and another threshold."""

from collections import Counter

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.people import Agent, Membership, Team
from routing.asked import Asked
from routing.candidate import Candidate
from routing.capacity import Load, kind_of, weights
from routing.classifying.guess import Guess
from routing.paper import Paper
from routing.plan import Plan, plan_of
from routing.profile import Profile
from routing.rehearsing.queueing import USUAL_SECONDS
from routing.rehearsing.reading import Library
from routing.rehearsing.sharing_out import SharingOut
from routing.rehearsing.tallying import Tally, on_desk
from routing.rehearsing.walking import Past, occasions
from routing.strategies import all_strategies, in_turn

TARGETS = ("team", "priority", "topic")


class TryThreshold:
    """What the classifier thought then, acted upon from another sureness on: {"threshold": 0.9, "target": "team"}."""

    asked: set[str] = set()
    as_today: list[str] = []

    def __init__(self, subject: dict):
        self.threshold, self.target = float(subject["threshold"]), subject.get("target", "team")

    def try_on(self, past: Past, library: Library, until, tally: Tally) -> tuple:
        """(team before, team after, {column: [before, after]}) of one ticket."""
        began = _began(past, until)
        guess = db.session.get(Guess, (past.row.id, self.target))
        if guess is None:
            return began.team_id, began.team_id, {}
        column, value = self._meant(began, guess.label)
        stood = getattr(began, column)
        before = value if guess.sure else stood
        after = value if guess.sureness >= self.threshold else stood
        tally.matched += guess.sureness >= self.threshold
        changes = {column: [before, after]} if before != after else {}
        teams = (before, after) if column == "team_id" else (began.team_id, began.team_id)
        return *teams, changes

    def figures(self) -> dict:
        """Nothing besides what is tallied."""
        return {}

    def _meant(self, began: Paper, label: str) -> tuple:
        if self.target == "team":
            known = label.isdigit() and db.session.get(Team, int(label)) is not None
            return "team_id", int(label) if known else began.team_id
        if self.target == "priority":
            return "priority", label
        return "tag_names", [*(began.tag_names or []), *([label] if label not in (began.tag_names or []) else [])]


class TryStrategy:
    """A team's tickets handed out by another strategy: {"strategy": "round_robin", "team_id": 3}.

    Everybody of the team counts as here, with the room they have today; a ticket is on a desk as long as it was.
    Beside it the plan of today hands out the same tickets, so that two simulations are compared.
    """

    asked: set[str] = set()
    as_today = ["presence"]

    def __init__(self, subject: dict):
        self.team_id, kind = subject.get("team_id"), subject["strategy"]
        kept = plan_of(self.team_id)
        self.plan = Plan(team_id=kept.team_id, strategies=[kind], options=kept.options or {}, on_leaving="keep")
        self.today = SharingOut(_people(self.team_id), in_turn(kept.strategies))
        self.wanted = SharingOut(_people(self.team_id), [all_strategies()[kind]])
        self.had, self.gets = Counter(), Counter()

    def try_on(self, past: Past, library: Library, until, tally: Tally) -> tuple:
        """(team before, team after, {column: [before, after]}) of one ticket."""
        row = past.row
        if row.team_id != self.team_id or row.assignee_id is None or not self.wanted.people:
            return row.team_id, row.team_id, {}
        kind, seconds = kind_of(row.channel), on_desk(row)
        asked = Asked(Paper(_began(past, until)), self.plan)
        asks = (row.created_at, kind, USUAL_SECONDS if seconds is None else seconds, asked)
        self.today.give(*asks)
        chosen = self.wanted.give(*asks)
        tally.matched += 1
        self.had[row.assignee_id] += 1
        self.gets[chosen] += 1
        return row.team_id, row.team_id, {"assignee_id": [row.assignee_id, chosen]} if chosen != row.assignee_id else {}

    def figures(self) -> dict:
        """Who had how many and would have; waits and those for whom there was nobody, today's plan beside this one."""
        everybody = sorted({*self.had, *self.gets, *self.wanted.people} - {None})
        return {
            "people": [[agent, self.had[agent], self.gets[agent]] for agent in everybody],
            "shared_out": [self.today.figures(), self.wanted.figures()],
        }


def _began(past: Past, until) -> Paper:
    first = next(occasions(past, until), None)
    return first.paper if first is not None else Paper(past.row)


def _people(team_id: int | None) -> list[Candidate]:
    query = select(Agent, Profile).outerjoin(Profile, Profile.agent_id == Agent.id).where(Agent.disabled_at.is_(None))
    if team_id is not None:
        query = query.join(Membership, Membership.agent_id == Agent.id).where(Membership.team_id == team_id)
    weighs, teams = weights(), frozenset({team_id} - {None})
    return [
        Candidate(
            agent_id=agent.id,
            desk=Load(capacity=agent.capacity, limits=(profile.limits if profile else None) or {}, weights=weighs),
            language=agent.language,
            teams=teams,
            **({"share": profile.share} if profile is not None else {}),
        )
        for agent, profile in db.session.execute(query.order_by(Agent.id))
    ]
