"""Fill the peer: `python filling.py N` makes N tickets with a follow-up each, one with 20, and prints their numbers."""

import json
import os
import random
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "project"
import django

django.setup()
from django.contrib.auth.models import User  # noqa: E402

from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

WORDS = (
    "order parcel refund invoice delivery broken teapot kettle colour size address discount coupon return exchange "
    "warranty account password payment card late missing wrong extra gift box receipt"
).split()


def sentence(dice: random.Random, length: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(length))


def main(wanted: int) -> None:
    dice = random.Random(7)
    user, _ = User.objects.get_or_create(username="ann", defaults={"is_staff": True, "is_superuser": True})
    user.set_password("bench")
    user.save()
    queue, _ = Queue.objects.get_or_create(
        slug="support",
        defaults={
            "title": "Support",
            "allow_email_submission": True,
            "email_box_type": "local",
            "email_box_local_dir": os.environ["PEER_FOLDER"] + "/mail/",
        },
    )
    Queue.objects.update(email_box_interval=0)
    have = Ticket.objects.count()
    Ticket.objects.bulk_create(
        [
            Ticket(
                queue=queue,
                title=sentence(dice, 6),
                description=sentence(dice, 40),
                submitter_email=f"c{i}@example.com",
                status=1,
                assigned_to=user,
            )
            for i in range(have, wanted)
        ],
        batch_size=2000,
    )
    numbers = list(Ticket.objects.values_list("id", flat=True))
    FollowUp.objects.bulk_create(
        [FollowUp(ticket_id=n, title="Comment", comment=sentence(dice, 30), public=True) for n in numbers[have:]],
        batch_size=2000,
    )
    FollowUp.objects.bulk_create(
        [FollowUp(ticket_id=numbers[0], title="Comment", comment=sentence(dice, 30), public=True) for _ in range(20)]
    )
    print(json.dumps({"long": numbers[0], "queue": queue.id, "tickets": len(numbers)}))


main(int(sys.argv[1]))
