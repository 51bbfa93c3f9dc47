"""Files at Meta: taken from us, given to us by an address that holds five minutes."""

import hashlib

from channels.simulator.meta import answers
from channels.simulator.standin import ApiCall, Line, Reply

TYPES = {
    "audio/aac",
    "audio/mp4",
    "audio/mpeg",
    "audio/amr",
    "audio/ogg",
    "audio/opus",
    "application/vnd.ms-powerpoint",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/pdf",
    "text/plain",
    "application/vnd.ms-excel",
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/3gpp",
}
HOLDS = 300.0  # seconds


def take(call: ApiCall, line: Line) -> Reply:
    """An upload."""
    file = call.files.get("file")
    if file is None or call.form.get("messaging_product") != "whatsapp":
        return answers.error(100, "(#100) The parameter file is required.")
    if file.content_type not in TYPES:
        return answers.error(
            100,
            "(#100) Param file must be a file with one of the following types: "
            f"{', '.join(sorted(TYPES))}. Received file of type '{file.content_type}'.",
        )
    return Reply({"id": line.store(file)})


def give(call: ApiCall, line: Line) -> Reply:
    """What is known of a file, or the file itself."""
    if call.path.startswith("/media/"):
        return _download(call.path.removeprefix("/media/"), line)
    number = call.path.strip("/")
    file = line.load(number)
    if file is None:
        return answers.unknown(number)
    line.put(f"address {number}", True, seconds=HOLDS)
    data = file.data or b""
    return Reply(
        {
            "messaging_product": "whatsapp",
            "url": f"{line.base}/media/{number}",
            "mime_type": file.content_type,
            "sha256": hashlib.sha256(data).hexdigest(),
            "file_size": len(data),
            "id": number,
        }
    )


def _download(number: str, line: Line) -> Reply:
    file = line.load(number)
    if file is None or not line.get(f"address {number}"):
        return Reply("URL signature expired", 404)
    return Reply(file.data or b"", content_type=file.content_type)
