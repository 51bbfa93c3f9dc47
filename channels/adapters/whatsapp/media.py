"""Files of WhatsApp: which kind each is sent as, what is taken at all, and how they come and go."""

from urllib.parse import quote

from channels import fetching
from channels.channel import File, Refused
from channels.meta import graph
from channels.meta.words import said

MB = 2**20
LARGEST = 100 * MB
# What it is shown as, which types, and how large; what does not fit is sent as a document.
_SHOWN = {
    "image": ({"image/jpeg", "image/png"}, 5 * MB),
    "video": ({"video/mp4", "video/3gpp"}, 16 * MB),
    "audio": ({"audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"}, 16 * MB),
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = {
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    f"{_OFFICE}wordprocessingml.document",
    f"{_OFFICE}spreadsheetml.sheet",
    f"{_OFFICE}presentationml.presentation",
}
CAPTIONED = ("image", "video", "document")
NOT_TAKEN = (
    "WhatsApp does not take files of this type ({name}, {type}): send a PDF, an Office file, a JPEG or PNG, "
    "MP4, MP3, or a link",
    "WhatsApp 不支持此类文件（{name}，{type}）：请改发 PDF、Office 文档、JPEG、PNG、MP4、MP3 或链接",
)
TOO_LARGE = ("{name} is larger than WhatsApp takes ({most} MB)", "{name} 超过 WhatsApp 的大小上限（{most} MB）")
GONE = ("WhatsApp no longer has this file", "WhatsApp 已不再保存此文件")


def sent_as(file: File, settings: dict) -> tuple[str, str]:
    """The kind and the type under which WhatsApp takes this file. Refused for what it does not take."""
    content_type, size = _type(file), len(file.data or b"")
    for kind, (types, largest) in _SHOWN.items():
        if content_type in types and size <= largest:
            return kind, content_type
    if content_type not in DOCUMENTS | {t for types, _ in _SHOWN.values() for t in types}:
        raise Refused(said(settings, NOT_TAKEN, name=file.filename, type=content_type))
    if size > LARGEST:
        raise Refused(said(settings, TOO_LARGE, name=file.filename, most=LARGEST // MB))
    return "document", content_type


def upload(settings: dict, file: File) -> str:
    """Hand the file over; its id, which holds for thirty days."""
    content_type = sent_as(file, settings)[1]
    given = File(file.filename, content_type, file.data)
    return str(
        graph.upload(
            settings,
            f"{settings['phone_number_id']}/media",
            "file",
            given,
            {"messaging_product": "whatsapp", "type": content_type},
        )["id"]
    )


def fetch(settings: dict, media_id: str) -> File:
    """The bytes of a file that a message named: its address holds five minutes, so it is asked for each time."""
    found = graph.get(settings, quote(media_id, safe=""), phone_number_id=settings["phone_number_id"])
    if not found.get("url"):
        raise Refused(said(settings, GONE))
    return fetching.get_public(
        found["url"], headers=graph.bearer(settings), most_bytes=LARGEST, allowed_hosts=[graph.base(settings)]
    )


def _type(file: File) -> str:
    content_type = file.content_type.partition(";")[0].strip().lower()
    # It takes no other text than plain; the file keeps its name.
    return "text/plain" if content_type.startswith("text/") else content_type
