"""Rules: what two hundred of them cost a ticket that comes in, and how long a rehearsal over a long past takes."""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.filling import desk
from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import rehearsing, rulebook, ruling
from routing.rule_keeping import save_rule, switch
from tickets import open_ticket, receive

TICKETS, RULES, PAST = int(os.environ.get("BENCH_TICKETS", "10000")), 200, 100_000
WORDS = "refund parcel invoice password screen battery camera address 退货 快递 发票 密码 退款 谢谢".split()


def figures() -> Iterator[dict]:
    """Opening with rules against opening without; the look itself; a rehearsal."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, desk(Path(folder), PAST) as app:
        app.config["VALKEY_URL"] = ""
        without = _open(TICKETS // 10, "before")
        mia = db.session.get(Agent, 1)
        _make_rules(mia)
        spent: list[float] = []
        worked: list[float] = []
        _timed_looks(spent, worked)
        wall = _open(TICKETS, "with")
        statements = _statements_of_one()
        yield {
            "figure": f"rules: one ticket through {RULES}, inside its ingest",
            "unit": "ms",
            "p50": round(median(spent), 3),
            "p95": round(sorted(spent)[int(len(spent) * 0.95)], 3),
            "cpu_p50": round(median(worked), 3),
            "best": round(min(spent), 3),
            "wanted_p50": 2,
            "tickets": TICKETS,
            "statements": statements,
        }
        yield {
            "figure": "rules: opening a ticket, all in all",
            "unit": "ms",
            "p50": round(median(wall), 2),
            "without_rules_p50": round(median(without), 2),
        }
        yield _rehearsal(mia)


def _open(count: int, name: str) -> list[float]:
    chance, spent = random.Random(3), []
    customers = db.session.query(Customer.id).limit(1_000).all()
    for n in range(count):
        customer = db.session.get(Customer, chance.choice(customers)[0])
        text = " ".join(chance.choices(WORDS, k=25))
        began = time.perf_counter()
        with transaction():
            ticket = open_ticket(customer, by=customer, subject=f"{name} {n}", channel="webchat")
            receive(ticket, customer, text=text)
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def _make_rules(mia: Agent) -> None:
    """As a desk has them: words, a pattern here and there, what is known of the customer; most do not match."""
    for n in range(RULES):
        conditions = [
            {"field": "any_text", "op": "says", "value": [f"word{n}", WORDS[n % len(WORDS)]]},
            {"field": "channel", "op": "in", "value": ["webchat", "email"]},
            {"field": "tickets_before", "op": "at_least", "value": 5},
            {"field": "tags", "op": "has", "value": [f"tag{n}"]},
        ]
        if n % 10 == 0:
            conditions.insert(0, {"field": "text", "op": "matches", "value": rf"\bRMA-{n}\d{{4}}\b"})
        if n % 50 == 7:
            conditions = [{"field": "any_text", "op": "says", "value": [WORDS[n % len(WORDS)]]}]
        rule = save_rule(
            by=mia,
            name=f"Rule {n}",
            triggers=[{"on": "opened"}],
            conditions={"all": conditions},
            actions=[{"do": "priority", "value": "high"}],
        )
        switch(rule, True, by=mia)


def _timed_looks(spent: list[float], worked: list[float]) -> None:
    """What rules take of a ticket's ingest: looking, acting, writing down."""
    from helpdesk import events

    def timed(event) -> None:
        began, before = time.perf_counter(), time.thread_time()
        ruling.run(event)
        if event.name == "message_received":
            worked.append((time.thread_time() - before) * 1000)
            spent.append((time.perf_counter() - began) * 1000)

    for reactions in events._now.values():
        for place, reaction in enumerate(reactions):
            if reaction is ruling.run:
                reactions[place] = timed


def _statements_of_one() -> int:
    """How many statements the rules ask for a ticket that none of them matches."""
    from sqlalchemy import event

    seen: list[str] = []
    for rule in rulebook.rules_of("opened"):
        assert rule.actions
    listener = lambda *arguments: seen.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    _open(1, "counted")
    event.remove(db.engine, "before_cursor_execute", listener)
    return len(seen)


def _rehearsal(mia: Agent) -> dict:
    draft = {
        "name": "Refunds",
        "triggers": [{"on": "opened"}],
        "conditions": {"all": [{"field": "any_text", "op": "says", "value": ["refund", "退货"]}]},
        "actions": [{"do": "team", "value": 1}, {"do": "priority", "value": "urgent"}],
    }
    row = rehearsing.begin(days=366, by=mia, rule=draft)
    began = time.perf_counter()
    rehearsing.run(row.id)
    seconds = time.perf_counter() - began
    db.session.refresh(row)
    assert row.state == "done", row.error
    return {
        "figure": f"rules: rehearsal of one over the past, beside {RULES} that work",
        "unit": "s",
        "seconds": round(seconds, 1),
        "tickets": row.result["looked_at"],
        "moved": row.result["moved"],
        "wanted": 60,
        "at": clock.iso(clock.now()),
    }
