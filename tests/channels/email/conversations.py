"""Conversations by mail as people have them: several a person, alike subjects, answers out of order and twice."""

import random
from dataclasses import dataclass, field

from tests.channels.email.conftest import Desk, mail

SUBJECTS = ("My order", "Lamp", "Re: Lamp", "退货", "Question", "", "Invoice")


@dataclass
class Conversation:
    """What one person writes about one matter; `mails` are those not sent yet, the oldest first."""

    number: int
    sender: str
    subject: str
    ids: list[str] = field(default_factory=list)
    tickets: set[int] = field(default_factory=set)
    ours: list[str] = field(default_factory=list)

    def opening(self) -> list[bytes]:
        """Two or three mails that the person writes before anybody answers, each naming those before it."""
        mails = []
        for turn in range(2 + self.number % 2):
            fields = {"References": " ".join(self.ids), "In_Reply_To": self.ids[-1]} if self.ids else {}
            self.ids.append(f"<{self.number}.{turn}@person.test>")
            mails.append(self._mail(turn, self.ids[-1], **fields))
        return mails

    def answer(self, desk: Desk, kind: str) -> bytes:
        """What the person writes back: with references, or with the number or the token alone."""
        (ticket,) = self.tickets
        name = f"<{self.number}.back@person.test>"
        if kind == "token":
            return self._mail("back", name, to=desk.token(ticket))
        if kind == "number":
            return self._mail("back", name, subject=f"Re: {self.subject} [#{ticket}]")
        return self._mail("back", name, In_Reply_To=self.ours[-1], References=" ".join([*self.ids, *self.ours]))

    def _mail(self, turn, name: str, **fields) -> bytes:
        fields = {"subject": self.subject, **fields}
        text = f"conversation {self.number} turn {turn}"
        return mail(text, sender=self.sender, proven=True, message_id=name, **fields)


def conversations(many: int, seed: int = 7) -> list[Conversation]:
    """Of a third as many people."""
    chance = random.Random(seed)
    return [
        Conversation(n, f"person{chance.randrange(many // 3)}@customer.test", chance.choice(SUBJECTS))
        for n in range(many)
    ]


def shuffled(mails: list[tuple], chance: random.Random) -> list[tuple]:
    """In any order, five in a hundred twice."""
    again = chance.sample(mails, len(mails) // 20)
    out = [*mails, *again]
    chance.shuffle(out)
    return out
