"""Sending an answer: as few texts as it takes, each noted once Twilio has it, for Twilio knows no key."""

from urllib.parse import urlsplit

from channels.adapters.sms.asking import ask
from channels.adapters.sms.options import our_numbers
from channels.adapters.sms.segments import segments
from channels.channel import Outbound, Refused, Sent
from channels.readable import said
from channels.splitting import in_utf16, split

LONGEST = 1600
MOST_MEDIA = 10


def send(outbound: Outbound, settings: dict) -> Sent:
    """Make the calls that are still to be made."""
    texts, media = texts_of(outbound, settings), _media(outbound, settings)
    done = list(outbound.progress.get("sent", []))
    for number in range(len(done), max(len(texts), 1)):
        form = [("To", outbound.address), *_sender(outbound, settings), ("Body", texts[number] if texts else "")]
        form += [("MediaUrl", url) for url in media] if number == 0 else []
        form += _callback(outbound, settings)
        done.append(ask(settings, "POST", "/Messages.json", form=form)["sid"])
        outbound.took({"sent": done})
    envelope = {"message_sids": done, "segments": sum(segments(text) for text in texts)}
    return Sent(done[0], envelope=envelope, parts=done)


def texts_of(outbound: Outbound, settings: dict) -> list[str]:
    """The words, with the addresses of files behind them where these go as links."""
    words = [outbound.text.strip(), *(_place(part) for part in outbound.parts if part.get("type") == "location")]
    if settings.get("files") != "mms":
        words += [f"{file.filename}: {_public(file.url, settings)}" for file in outbound.files]
    texts = split("\n".join(word for word in words if word), LONGEST, in_utf16)
    if not texts and not outbound.files:
        raise Refused(said(settings, ("there is nothing to send", "没有可发送的内容")))
    return texts


def _place(part: dict) -> str:
    named = ", ".join(word for word in (part.get("name"), part.get("address")) if word)
    return f"📍 {named} {part['latitude']:.5f}, {part['longitude']:.5f}".replace("  ", " ")


def _media(outbound: Outbound, settings: dict) -> list[str]:
    if settings.get("files") != "mms":
        return []
    if len(outbound.files) > MOST_MEDIA:
        raise Refused(said(settings, ("an MMS carries ten files at most", "一条彩信最多十个文件")))
    return [_public(file.url, settings) for file in outbound.files]


def _public(url: str | None, settings: dict) -> str:
    if not url or (_on_this_machine(url) and not _on_this_machine(settings["base_url"])):
        raise Refused(
            said(
                settings,
                (
                    "files are fetched from us: an admin has to set PUBLIC_URL to a public address",
                    "文件需从本系统获取，请管理员将 PUBLIC_URL 设为公网地址。",
                ),
            )
        )
    return url


def _sender(outbound: Outbound, settings: dict) -> list[tuple[str, str]]:
    if settings.get("messaging_service_sid"):
        return [("MessagingServiceSid", settings["messaging_service_sid"])]
    ours, written_to = our_numbers(settings), outbound.envelope.get("our_number")
    return [("From", written_to if written_to in ours else ours[0])]


def _callback(outbound: Outbound, settings: dict) -> list[tuple[str, str]]:
    """Where Twilio reports to; it refuses an address that it could not reach anyway."""
    if not outbound.hook or (_on_this_machine(outbound.hook) and not _on_this_machine(settings["base_url"])):
        return []
    return [("StatusCallback", outbound.hook)]


def _on_this_machine(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
