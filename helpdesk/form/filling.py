"""What somebody has filled in, read and checked: every mistake is named in the reader's language, beside its field."""

from datetime import datetime

from flask import request

from channels import storable
from channels.channel import File
from channels.form import Filled, Options
from helpdesk.customers import normal
from helpdesk.form.words import word
from tickets import NotAllowed, TicketField
from tickets.attaching import sniffed, too_large
from tickets.file_names import clean_name
from tickets.uploading import REFUSED_ENDINGS

LONGEST = {"email": 254, "name": 200, "phone": 40, "subject": 250, "text": 20_000}
MOST_FILES = 10
TRAP = "website"  # people do not see it; what fills in everything fills it in


class Form:
    """`values` as they were typed; `problems` by the name of the field; `filled` once there are none."""

    def __init__(self, options: Options, fields: list[TicketField], language: str):
        self.options, self.fields, self.language = options, fields, language
        self.values: dict[str, str] = {}
        self.problems: dict[str, str] = {}

    def read(self, number: str) -> Filled | None:
        """What was sent, or None when something in it is wrong."""
        self.values = {
            name: storable(value)[: LONGEST["text"] + 1]
            for name, value in request.form.items()
            if name not in ("stamp", TRAP)
        }
        texts = {name: self._text(name) for name in LONGEST}
        email, phone = self._email(texts["email"]), self._phone(texts["phone"])
        chosen = {
            "topic": self._choice("topic", [topic.tag for topic in self.options.topics]),
            "type": self._choice("type", self.options.types),
        }
        fields, files = self._fields(), self._files()
        if self.problems:
            return None
        return Filled(
            id=number,
            email=email,
            phone=phone,
            name=texts["name"],
            subject=texts["subject"],
            text=texts["text"],
            fields=fields,
            files=files,
            language=self.language,
            **chosen,
        )

    @property
    def wants_nothing_wrong(self) -> bool:
        return not self.problems

    def _text(self, name: str) -> str:
        asked = {"email": "required", "text": "required", **self.options.ask}[name]
        value = self.values.get(name, "").strip() if asked != "no" else ""
        if name != "text":
            value = " ".join(value.split())  # one line: nothing that was typed becomes a header
        if not value and asked == "required":
            self._wrong(name, "missing")
        if len(value) > LONGEST[name]:
            self._wrong(name, "too_long")
        return value

    def _email(self, value: str) -> str:
        try:
            address = normal("email", value) if value else ""
        except ValueError:
            address = ""
        domain = address.rpartition("@")[2]
        if value and (not address or "." not in domain or any(c in value for c in '<>",;:()[]\\')):
            self._wrong("email", "no_email")
        return address

    def _phone(self, value: str) -> str:
        try:
            return normal("phone", value, self.options.region) if value else ""
        except ValueError:
            self._wrong("phone", "no_phone")
            return ""

    def _choice(self, name: str, choices: list[str]) -> str | None:
        value = self.values.get(name, "")
        if choices and value not in choices:
            self._wrong(name, "choose")
        return value if value in choices else None

    def _fields(self) -> dict:
        found = {}
        for field in self.fields:
            value = _typed(field, self.values.get(f"field.{field.key}", "").strip())
            try:
                found[field.key] = field.accept(value)
            except NotAllowed:
                self._wrong(f"field.{field.key}", "no_value")
                continue
            if found[field.key] in (None, False) and self.options.fields.get(field.key):
                self._wrong(f"field.{field.key}", "missing")
        return {key: value for key, value in found.items() if value is not None}

    def _files(self) -> list[File]:
        given = [one for one in request.files.getlist("files") if one.filename] if self.options.takes_files else []
        if len(given) > MOST_FILES:
            self._wrong("files", "many_files")
        found = []
        for one in given[:MOST_FILES]:
            data, name = one.read(), clean_name(one.filename or "")
            if too_large(len(data)):
                self._wrong("files", "large_file")
            elif name.rpartition(".")[2].lower() in REFUSED_ENDINGS:
                self._wrong("files", "bad_file")
            elif data:
                found.append(File(name, sniffed(data, one.mimetype or "application/octet-stream")[:100], data))
        return found

    def _wrong(self, name: str, why: str) -> None:
        self.problems.setdefault(name, word(why, self.language))


def _typed(field: TicketField, value: str):
    """The text of a form as the kind of value that the field has."""
    if field.kind == "checkbox":
        return value == "yes"
    if field.kind == "number" and value:
        try:
            return float(value) if "." in value or "e" in value.lower() else int(value)
        except ValueError:
            return value
    if field.kind == "date" and value:
        for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"):  # old phones show a plain text field
            try:
                return datetime.strptime(value, pattern).date().isoformat()
            except ValueError:
                continue
    return value or None
