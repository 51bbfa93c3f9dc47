"""What an admin has chosen for a web chat inbox, read into one form."""

from dataclasses import dataclass

from channels.usual_settings import ORIGIN

ASKED = ("name", "email")


@dataclass(frozen=True)
class Options:
    """Options of one inbox; `pre_chat` is what is asked before the first message: [{"name", "required"}]."""

    color: str
    greeting: dict[str, str]
    pre_chat: list[dict]
    origins: list[str]
    identity_secret: str
    realm: str
    follow_up_inbox: str


def options_of(inbox) -> Options:
    """The options of a web chat inbox."""
    chosen = {**(inbox.options or {}), **(inbox.settings or {})}
    realm = str(chosen.get("user_ids") or "").strip()
    return Options(
        color=str(chosen.get("color") or ""),
        greeting={language: str(chosen.get(f"greeting_{language}") or "") for language in ("en", "zh")},
        pre_chat=[
            {"name": field, "required": chosen.get(f"ask_{field}") == "required"}
            for field in ASKED
            if chosen.get(f"ask_{field}") in ("optional", "required")
        ],
        origins=origins_in(chosen.get("origins")),
        identity_secret=str(chosen.get("identity_secret") or ""),
        realm=f"{realm}:" if realm else "",
        follow_up_inbox=str(chosen.get("follow_up_inbox") or ""),
    )


def origins_in(text) -> list[str]:
    """The well-formed origins in a text or list; what is not one is left out."""
    words = text if isinstance(text, list) else str(text or "").replace(",", " ").split()
    return [word for word in (str(w).strip().rstrip("/").lower() for w in words) if ORIGIN.fullmatch(word)]
