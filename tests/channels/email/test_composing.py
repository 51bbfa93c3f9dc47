"""What goes out: read again by the standard library, whatever was put into it (attack 39)."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.adapters.email.composing import Enclosure, Letter, compose
from channels.adapters.email.reading import read

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


def letter(**values) -> Letter:
    usual = {
        "sender": ("Shop", "support@shop.test"),
        "to": [("Carol", "carol@customer.test")],
        "subject": "Your lamp",
        "text": "Hello",
        "message_id": "<1.2.abc@shop.test>",
        "at": AT,
    }
    return Letter(**{**usual, **values})


def sent(**values):
    """The letter as the standard library reads it."""
    return message_from_bytes(compose(letter(**values)), policy=policy.default)


def test_text_html_pictures_and_files_are_nested_as_mailers_expect():
    mail = sent(
        text="你好",
        html='<p>你好 <img src="cid:a@shop"></p>',
        enclosures=[
            Enclosure("a.png", "image/png", PICTURE, "a@shop"),
            Enclosure("Rechnung für Jürgen 发票.pdf", "application/pdf", b"%PDF"),
        ],
    )
    assert mail.get_content_type() == "multipart/mixed"
    body, file = mail.iter_parts()
    plain, related = body.iter_parts()
    html, picture = related.iter_parts()
    assert plain.get_content().strip() == "你好"
    assert "cid:a@shop" in html.get_content()
    assert (picture["Content-ID"], picture.get_content()) == ("<a@shop>", PICTURE)
    assert (file.get_filename(), file.get_content()) == ("Rechnung für Jürgen 发票.pdf", b"%PDF")


def test_it_threads():
    mail = sent(
        in_reply_to="<9@x.test>", references=["<8@x.test>", "<9@x.test>"], reply_to=("Shop", "support+token@shop.test")
    )
    assert mail["Message-ID"] == "<1.2.abc@shop.test>"
    assert mail["In-Reply-To"] == "<9@x.test>"
    assert mail["References"].split() == ["<8@x.test>", "<9@x.test>"]
    assert "support+token@shop.test" in mail["Reply-To"]


def test_a_thread_of_thousands_keeps_its_first_and_its_last():
    mail = sent(references=[f"<{n}@{'x' * 150}.test>" for n in range(3000)])
    kept = mail["References"].split()
    assert (kept[0][:3], kept[-1][:6], len(kept)) == ("<0@", "<2999@", 10)
    assert all(len(line) < 998 for line in compose(letter(references=kept)).split(b"\r\n"))


def test_automatic_mail_says_so():
    mail = sent(is_auto=True)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Precedence"] == "bulk"
    assert read(compose(letter(is_auto=True))).is_auto
    assert "Auto-Submitted" not in sent()


def test_it_is_the_same_at_every_try():
    assert compose(letter(html="<p>a</p>")) == compose(letter(html="<p>a</p>"))


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Grüße aus Köln",
        "您好，您的订单已发货。\n谢谢",
        "From here on\n.\n..\n",
        "x" * 5000,
        "a\nFrom b\n",
        "  two\t\n\nblank ",
    ],
)
def test_words_arrive_as_they_were(text):
    mail = sent(text=text)
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    "address",
    [
        "a b@x.test",
        "a@x.test\r\nBcc: eve@evil.test",
        "a@",
        "@x.test",
        "x",
        "a@b@c.test",
        "<a@x.test>",
        "a@x..test",
        "käse@x.test",
        "a@x.test,b@x.test",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match="is not an address"):
        compose(letter(to=[("Carol", address)]))


def test_a_domain_in_any_script_is_written_in_ascii():
    assert "xn--bcher-kva.test" in str(sent(to=[("", "carol@bücher.test")])["To"])


OF_A_MAIL = {"date", "from", "to", "subject", "message-id", "in-reply-to", "references", "mime-version", "content-type"}
OF_A_PART = {"content-transfer-encoding", "content-disposition", "content-id"}
NASTY = [
    "\r\nBcc: eve@evil.test",
    "\nX-Evil: 1",
    "\r\n\r\n<script>",
    "a\u2028b",
    "a\x85b",
    "\0",
    '"; x="',
    "=?utf-8?q?=0D=0ABcc:_e?=",
    "%0d%0aBcc: e",
    "a" * 2000,
    "名" * 500,
    "\\",
    '"',
    "<>",
    "\x0b\x0c",
]


@pytest.mark.parametrize("evil", NASTY)
def test_no_value_can_add_a_field(evil):
    assert_safe(evil)


@settings(max_examples=200, deadline=None)
@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('\r\n:;"\\<>=?,@ ')), max_size=120))
def test_no_text_whatever_can_add_a_field(evil):
    assert_safe(evil)


def assert_safe(evil: str) -> None:
    raw = compose(
        letter(
            subject=evil,
            sender=(evil, "support@shop.test"),
            to=[(evil, "carol@customer.test")],
            text=evil,
            html=evil or "<p>",
            in_reply_to=evil,
            references=[evil, "<1@x.test>"],
            message_id="<1@shop.test>",
            enclosures=[Enclosure(evil, evil, b"data"), Enclosure(evil, "image/png", b"data", evil or "cid")],
        )
    )
    head = raw.partition(b"\r\n\r\n")[0]
    mail = message_from_bytes(raw, policy=policy.compat32)
    assert {name.lower() for name in mail.keys()} <= OF_A_MAIL  # noqa: SIM118 (a mail's keys may repeat)
    assert len(mail.keys()) == len(set(mail.keys()))
    assert b"\n" not in head.replace(b"\r\n", b"") and b"\r" not in head.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert raw.isascii()
    for part in mail.walk():
        assert {name.lower() for name in part.keys()} <= OF_A_MAIL | OF_A_PART  # noqa: SIM118
    leaves = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert leaves[:2] == ["text/plain", "text/html"]


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=100))
def test_subjects_names_and_file_names_come_back(text):
    text = " ".join(text.split())
    enclosed = [Enclosure(text, "application/x", b"d")]
    mail = read(compose(letter(subject=text, sender=(text, "s@shop.test"), enclosures=enclosed)))
    assert mail.subject == text
