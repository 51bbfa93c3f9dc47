"""`mail parse` prints what the contract says."""

import json

from click.testing import CliRunner

from channels.adapters.email.command import mail

RAW = """From: =?utf-8?q?J=C3=BCrgen?= <carol@shop.test>
To: Support <support@shop.test>, bob@shop.test
Cc: ann@shop.test
Subject: =?utf-8?b?5oKo5aW9?=
Message-ID: <1@shop.test>
In-Reply-To: <0@shop.test>
References: <-1@shop.test> <0@shop.test>
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

Yes, please.

On 3 May 2021 at 10:00, Bob <b@shop.test> wrote:
> Really?
--x
Content-Type: text/plain; name="a.txt"
Content-Disposition: attachment; filename="a.txt"
Content-Transfer-Encoding: base64

aGVsbG8=
--x--
"""


def parsed(tmp_path, *names) -> tuple[int, list[dict]]:
    (tmp_path / "one.eml").write_text(RAW)
    done = CliRunner().invoke(mail, ["parse", *(str(tmp_path / name) for name in names)])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_mail_is_a_line_of_json(tmp_path):
    code, (line,) = parsed(tmp_path, "one.eml")
    assert code == 0
    assert line["file"].endswith("one.eml")
    wanted = {
        "from_email": "carol@shop.test",
        "from_name": "Jürgen",
        "to": ["support@shop.test", "bob@shop.test"],
        "cc": ["ann@shop.test"],
        "subject": "您好",
        "reply": "Yes, please.",
        "message_id": "<1@shop.test>",
        "in_reply_to": "<0@shop.test>",
        "references": ["<-1@shop.test>", "<0@shop.test>"],
        "is_auto": False,
        "is_bounce": False,
        "html": "",
    }
    assert {key: line[key] for key in wanted} == wanted
    assert "> Really?" in line["text"]
    (file,) = line["attachments"]
    assert (file["filename"], file["size"], file["md5"], file["content_type"]) == (
        "a.txt",
        5,
        "5d41402abc4b2a76b9719d911017c592",
        "text/plain",
    )


def test_a_missing_file_is_said_and_the_others_are_read(tmp_path):
    code, lines = parsed(tmp_path, "none.eml", "one.eml")
    assert (code, len(lines)) == (1, 1)
