"""Trouble on a line: how often the provider refuses, breaks, hangs or dawdles, by a chance that can be repeated."""

import random
from dataclasses import asdict, dataclass, fields, replace

from channels.simulator.standin import ApiCall

# In this order one draw decides which of them it is.
KINDS = ("too_many", "broken", "hang_before", "hang_after", "slow", "bad_token")
BAD = "not-the-token"


@dataclass(frozen=True)
class Faults:
    """Shares from 0 to 1 of all calls; together at most 1. `seconds` is how long a hang or a slow answer lasts."""

    too_many: float = 0.0  # 429 with Retry-After: retry_after
    retry_after: int = 3
    broken: float = 0.0  # 500
    hang_before: float = 0.0  # no answer, and nothing was done
    hang_after: float = 0.0  # taken, but no answer comes
    slow: float = 0.0
    bad_token: float = 0.0  # the provider takes our credentials for wrong ones
    seconds: float = 25.0  # longer than channels.calling waits
    seed: int = 1

    def which(self, number: int) -> str | None:
        """What befalls the call of this number, or None: always the same for the same seed."""
        draw = random.Random(f"{self.seed}/{number}").random()
        for kind in KINDS:
            draw -= getattr(self, kind)
            if draw < 0:
                return kind
        return None


def of(line) -> Faults:
    """The trouble this line is in."""
    return Faults(**(line.get("faults") or {}))


def set_faults(line, **values) -> Faults:
    """Bring the line into this trouble, and out of any other. Raises ValueError for what is no share."""
    known = {field.name: type(field.default) for field in fields(Faults)}
    faults = Faults(**{name: known[name](value) for name, value in values.items() if name in known})
    shares = [getattr(faults, kind) for kind in KINDS]
    if not all(0 <= share <= 1 for share in shares) or sum(shares) > 1.0001:
        raise ValueError("shares lie between 0 and 1 and are together at most 1")
    if not (0 <= faults.seconds <= 60 and 0 <= faults.retry_after <= 600):
        raise ValueError("a hang lasts at most 60 seconds, a pause at most 600")
    line.put("faults", asdict(faults))
    return faults


def with_bad_token(call: ApiCall, settings: dict) -> ApiCall:
    """The same call with credentials that no provider takes, wherever this one puts them."""
    secrets = [str(value) for value in settings.values() if len(str(value)) >= 8]

    def spoilt(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, BAD)
        return text

    headers = {
        name: spoilt(value) if name != "authorization" else f"{value.split(' ')[0]} bm90LXRoZTp0b2tlbg=="
        for name, value in call.headers.items()
    }
    args = {name: BAD if "token" in name else spoilt(value) for name, value in call.args.items()}
    form = {name: spoilt(value) for name, value in call.form.items()}
    return replace(call, path=spoilt(call.path), headers=headers, args=args, form=form)
