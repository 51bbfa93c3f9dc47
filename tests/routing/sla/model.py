"""The reference: a ticket's clocks in the plainest way, minute by minute, to hold the real ones to."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, ten in the morning in Shanghai
MINUTES = 90 * 24 * 60
REPLIES = ("first_reply", "next_reply")


def _office(minute: int) -> bool:
    there = START + timedelta(minutes=minute, hours=8)
    return there.weekday() < 5 and 9 <= there.hour < 18


def _counted(is_open) -> list[int]:
    found = [0]
    for minute in range(MINUTES):
        found.append(found[-1] + is_open(minute))
    return found


# How many minutes of business time lie before each minute.
BEFORE = {True: _counted(_office), False: _counted(lambda minute: True)}


class Policy:
    """Targets in minutes by metric and priority; whether they count business time."""

    def __init__(self, number, targets, business, reopening):
        self.number, self.targets, self.business, self.reopening = number, targets, business, reopening


class Clock:
    def __init__(self, metric, policy, target, at):
        self.metric, self.policy, self.target, self.business = metric, policy, target, policy.business
        self.used, self.since, self.breached, self.ended, self.outcome = 0, at, None, None, None

    def used_at(self, at):
        passed = BEFORE[self.business][at] - BEFORE[self.business][self.since] if self.since is not None else 0
        return self.used + passed

    def due(self):
        """The first minute by which the target is used."""
        minute = self.since
        while minute is not None and self.used_at(minute) < self.target:
            minute += 1
        return minute

    def rest(self, at):
        self.used, self.since = self.used_at(at), None


class Life:
    """One ticket. Each method is something that happens to it at a minute."""

    def __init__(self, policy_of, at):
        self.policy_of, self.priority, self.status, self.spam = policy_of, "normal", "new", False
        self.clocks, self.replied, self.waiting, self.left, self.opened = {}, False, at, None, at
        self.last_solution = None
        self.begin("first_reply", at)
        self.begin("solution", at)

    def begin(self, metric, at, since=None):
        policy = self.policy_of(self.priority)
        target = policy and policy.targets.get((metric, self.priority))
        if target:
            self.clocks[metric] = Clock(metric, policy, target, at if since is None else since)
            if self.rests(metric):
                self.clocks[metric].since = None

    def rests(self, metric):
        return self.spam or (metric in ("solution", "periodic_update") and self.status in ("pending", "on_hold"))

    def settle(self, at):
        for clock in self.clocks.values():
            due = clock.due()
            if clock.breached is None and due is not None and due <= at:
                clock.breached = due

    def end(self, metric, at, outcome):
        clock = self.clocks.pop(metric, None)
        if clock is not None:
            clock.rest(at)
            clock.ended, clock.outcome = at, outcome
            self.last_solution = clock if metric == "solution" else self.last_solution

    def adjust(self, at):
        for metric, clock in self.clocks.items():
            if self.rests(metric):
                clock.rest(at)
            elif clock.since is None:
                clock.since = at

    def customer_writes(self, at):
        self.settle(at)
        new_wait = self.waiting is None
        self.waiting = at if new_wait else self.waiting
        before, self.status = self.status, self.status if self.status == "new" else "open"
        if new_wait and not any(metric in self.clocks for metric in REPLIES):
            self.begin("next_reply" if self.replied else "first_reply", at)
        if before != self.status:
            self.status_changed(before, at)

    def agent_replies(self, at):
        self.settle(at)
        for metric in (*REPLIES, "periodic_update"):
            self.end(metric, at, "met")
        if self.status == "solved":
            self.end("call_back", at, "met")
        else:
            self.begin("periodic_update", at)
        self.replied, self.waiting, self.left = True, None, None
        if self.status == "new":
            self.becomes("open", at)

    def becomes(self, status, at):
        if status != self.status:
            self.settle(at)
            before, self.status = self.status, status
            if status == "solved":
                self.left, self.waiting = self.waiting, None
            elif before == "solved":
                self.waiting = self.left
            self.status_changed(before, at)

    def status_changed(self, before, at):
        if self.status == "solved":
            for metric in [name for name in self.clocks if name != "call_back"]:
                self.end(metric, at, "met" if metric == "solution" else "solved")
            self.begin("call_back", at)
        elif before == "solved":
            self.reopen(at)
        else:
            self.adjust(at)

    def reopen(self, at):
        self.end("call_back", at, "dropped")
        policy = self.policy_of(self.priority)
        last = self.last_solution
        if policy is None:
            return
        if last is None or policy.reopening == "restart":
            self.begin("solution", at)
        else:
            self.revive(last, policy, at, counting=policy.reopening == "count")
        if self.waiting is not None and not any(metric in self.clocks for metric in REPLIES):
            self.begin("next_reply" if self.replied else "first_reply", at, since=self.waiting)
        if self.replied:
            self.begin("periodic_update", at)

    def revive(self, clock, policy, at, counting=False):
        target = policy.targets.get((clock.metric, self.priority))
        if not target:
            clock.outcome = "dropped"
            if counting and not self.rests(clock.metric):
                clock.used += BEFORE[clock.business][at] - BEFORE[clock.business][clock.ended]
            clock.ended = at
            return
        if counting and not self.rests(clock.metric):
            clock.used += BEFORE[clock.business][at] - BEFORE[clock.business][clock.ended]
        clock.ended = clock.outcome = None
        clock.policy, clock.target, clock.business = policy, target, policy.business
        clock.since = None if self.rests(clock.metric) else at
        self.clocks[clock.metric] = clock

    def prioritized(self, priority, at):
        if priority == self.priority:
            return
        self.settle(at)
        self.priority = priority
        policy = self.policy_of(priority)
        for metric, clock in list(self.clocks.items()):
            target = policy and policy.targets.get((metric, priority))
            if not target:
                self.end(metric, at, "dropped")
            elif (target, policy.business) != (clock.target, clock.business) or policy is not clock.policy:
                clock.rest(at)
                clock.policy, clock.target, clock.business = policy, target, policy.business
                clock.since = None if self.rests(metric) else at
        if policy is not None and self.status != "solved":
            self.add_missing(policy, priority, at)

    def add_missing(self, policy, priority, at):
        if "solution" not in self.clocks and policy.targets.get(("solution", priority)):
            if self.last_solution is None:
                self.begin("solution", at, since=self.opened)
            elif self.last_solution.outcome == "dropped":
                self.revive(self.last_solution, policy, at)
        if self.waiting is not None and not any(metric in self.clocks for metric in REPLIES):
            self.begin("next_reply" if self.replied else "first_reply", at, since=self.waiting)

    def marked(self, spam, at):
        if spam != self.spam:
            self.settle(at)
            self.spam = spam
            self.adjust(at)
