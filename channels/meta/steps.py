"""An answer that takes several calls: each that succeeded is noted at once and never made again."""

from collections.abc import Callable

from channels.channel import Outbound, Refused
from channels.meta.words import NOTHING, said


def in_steps(
    outbound: Outbound, settings: dict, steps: list[tuple[str, Callable]], hand_over: Callable[[Callable], str]
) -> list[str]:
    """Hand over each step that has not been; the provider's ids of all, in their order.

    A name of a step is the same at every try. Refused when there is nothing to do.
    """
    if not steps:
        raise Refused(said(settings, NOTHING))
    ids = dict(outbound.progress.get("ids") or {})
    for name, make in steps:
        if name not in ids:
            ids[name] = hand_over(make)
            if len(steps) > 1:
                outbound.took({"ids": dict(ids)})
    return [ids[name] for name, _ in steps]
