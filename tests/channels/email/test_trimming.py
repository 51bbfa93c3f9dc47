"""The reply without what it quotes, in the languages and by the mailers that people use."""

import pytest

from channels.adapters.email.trimming import trim

OUTLOOK = "{0}: Bob <bob@x.test>\n{1}: 2021-05-03 10:00\n{2}: Ann\n{3}: Re: Test\n\nold words"
INTRODUCTIONS = {
    "English": "On Mon, May 3, 2021 at 10:00 AM Bob <bob@x.test> wrote:",
    "English, broken": "On Mon, May 3, 2021 at 10:00 AM Bob the Builder\n<bob@x.test>\nwrote:",
    "German": "Am 03.05.2021 um 10:00 schrieb Bob:",
    "German, name first": "Bob <bob@x.test> schrieb am Mo., 3. Mai\n2021 um 10:00 Uhr:",
    "French": "Le lun. 3 mai 2021 à 10:00, Bob <bob@x.test> a écrit :",
    "Spanish": "El lun, 3 may 2021 a las 10:00, Bob (<bob@x.test>) escribió:",
    "Portuguese": "Em seg., 3 de mai. de 2021 às 10:00, Bob <bob@x.test> escreveu:",
    "Italian": "Il giorno lun 3 mag 2021 alle ore 10:00 Bob <bob@x.test> ha scritto:",
    "Dutch": "Op ma 3 mei 2021 om 10:00 schreef Bob <bob@x.test>:",
    "Danish": "Den man. 3. maj 2021 kl. 10.00 skrev Bob <bob@x.test>:",
    "Swedish": "3 maj 2021 kl. 10:00 skrev Bob <bob@x.test>:",
    "Finnish": "ma 3. toukok. 2021 klo 10.00 Bob (bob@x.test) kirjoitti:",
    "Polish": "pon., 3 maj 2021 o 10:00 Bob <bob@x.test> napisał(a):",
    "Czech": "po 3. 5. 2021 v 10:00 odesílatel Bob <bob@x.test> napsal:",
    "Hungarian": "Bob <bob@x.test> ezt írta (időpont: 2021. máj. 3., H, 10:00):",
    "Romanian": "În lun., 3 mai 2021 la 10:00, Bob <bob@x.test> a scris:",
    "Russian": "пн, 3 мая 2021 г. в 10:00, Bob <bob@x.test>:",
    "Russian, a name": "суббота, 14 марта 2015 г. пользователь Боб написал:",
    "Ukrainian": "пн, 3 трав. 2021 р. о 10:00 Bob <bob@x.test> пише:",
    "Greek": "Στις Δευ 3 Μαΐ 2021 στις 10:00 π.μ., ο χρήστης Bob <bob@x.test> έγραψε:",
    "Turkish": "Bob <bob@x.test>, 3 May 2021 Pzt, 10:00 tarihinde şunu yazdı:",
    "Vietnamese": "Vào Th 2, 3 thg 5, 2021 vào lúc 10:00 Bob <bob@x.test> đã viết:",
    "Indonesian": "Pada tanggal Sen, 3 Mei 2021 pukul 10.00 Bob <bob@x.test> menulis:",
    "Hebrew": "בתאריך יום ב׳, 3 במאי 2021 ב-10:00 מאת \u202aBob\u202c\u200f <\u202abob@x.test\u202c\u200f>:\u202c",
    "Chinese, Gmail": "张三 <zhang@x.test> 于2021年5月3日周一 上午10:00写道：",
    "Chinese, traditional": "張三 <zhang@x.test> 於 2021年5月3日 週一 上午10:00寫道：",
    "Chinese, 163": '在 2021-05-03 10:00:00，"张三" <zhang@163.test> 写道：',
    "Japanese": "2021年5月3日(月) 10:00 Bob <bob@x.test>:",
    "Japanese, iPhone": "2021/05/03 10:00、Bob <bob@x.test>のメール:",
    "Korean": "2021년 5월 3일 (월) 오전 10:00, Bob <bob@x.test>님이 작성:",
}
HEADERS = {
    "English": ("From", "Sent", "To", "Subject"),
    "German": ("Von", "Gesendet", "An", "Betreff"),
    "French": ("De ", "Envoyé ", "À ", "Objet "),
    "Spanish": ("De", "Enviado el", "Para", "Asunto"),
    "Portuguese": ("De", "Enviada em", "Para", "Assunto"),
    "Italian": ("Da", "Inviato", "A", "Oggetto"),
    "Dutch": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "Polish": ("Od", "Wysłano", "Do", "Temat"),
    "Czech": ("Od", "Odesláno", "Komu", "Předmět"),
    "Swedish": ("Från", "Skickat", "Till", "Ämne"),
    "Danish": ("Fra", "Sendt", "Til", "Emne"),
    "Finnish": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    "Russian": ("От", "Отправлено", "Кому", "Тема"),
    "Turkish": ("Kimden", "Gönderildi", "Kime", "Konu"),
    "Chinese": ("发件人", "发送时间", "收件人", "主题"),
    "Chinese, a phone's": ("发件人", "日期", "收件人", "主题"),
    "Chinese, traditional": ("寄件者", "寄件日期", "收件者", "主旨"),
    "Japanese": ("差出人", "送信日時", "宛先", "件名"),
    "Korean": ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
}


@pytest.mark.parametrize("language", INTRODUCTIONS)
def test_what_follows_an_introduction_is_quoted(language):
    reply, rest = trim(f"Thank you 谢谢\n\n{INTRODUCTIONS[language]}\n\n> old words\n> more")
    assert reply == "Thank you 谢谢"
    assert "old words" in rest


@pytest.mark.parametrize("language", HEADERS)
def test_what_follows_a_quoted_header_is_quoted(language):
    reply, rest = trim("Yes, please.\n\n" + OUTLOOK.format(*HEADERS[language]))
    assert reply == "Yes, please."
    assert "old words" in rest


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "---------- Původní e-mail ----------",
        "------------------ 原始邮件 ------------------",
        "---原始邮件---",
        "---- 回复的原邮件 ----",
        "-------- Исходное сообщение --------",
        "-------- Message d'origine --------",
        "Begin forwarded message:",
        "*-------- Original Message --------*",
        "-----元のメッセージ-----",
    ],
)
def test_what_follows_a_separator_is_quoted(mark):
    assert trim(f"好的，收到。\n\n{mark}\nFrom: bob\n\nold")[0] == "好的，收到。"


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from my Verizon Wireless BlackBerry",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPad",
        "Enviado desde mi Samsung",
        "Inviato da iPhone",
        "Отправлено с iPhone",
        "发自我的iPhone",
        "发自我的手机",
        "iPhoneから送信",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent from Yahoo Mail on Android",
    ],
)
def test_what_a_telephone_adds_is_not_said(line):
    assert trim(f"Yes.\n\n{line}")[0] == "Yes."


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my desk, is much easier than my mobile phone.",
        "Please check order 12345.\n\nOn arrival it was broken.\nI wrote to you before: no answer.\n\nRegards\nBob",
        "My trip:\nFrom: Berlin\nTo: Paris\nDate: 3 May\n\nPlease book.",
        "It says -- nothing.\n\nAnd here is more.",
        "She wrote: come on Monday.",
        "在 2020 年我写了三封信，没有回音。",
    ],
)
def test_a_sentence_is_not_a_quote(text):
    assert trim(text)[0] == text


def test_who_answers_between_the_quoted_lines_keeps_them():
    text = "Hi,\n\nOn 3 May 2021 at 10:00, Bob <b@x.test> wrote:\n> What colour?\n\nRed.\n\n> What size?\n\nSmall.\n"
    assert trim(text)[0] == "Hi,\n\n> What colour?\n\nRed.\n\n> What size?\n\nSmall."


def test_who_answers_below_is_heard():
    text = "On 3 May 2021 at 10:00, Bob <b@x.test> wrote:\n> What colour?\n> And when?\n\nRed, on Monday.\n"
    assert trim(text)[0] == "Red, on Monday."


def test_a_greeting_above_and_the_answer_below_are_both_kept():
    text = "Hi Bob,\n\nOn 3 May 2021 at 10:00, Bob <b@x.test> wrote:\n> What colour?\n\nRed please.\n"
    assert "Red please." in trim(text)[0]


def test_a_signature_behind_its_mark_goes():
    assert trim("Hello\n\n-- \nCarol\n+49 30 1234567")[0] == "Hello"


def test_a_ruler_with_chapters_under_it_is_no_signature():
    text = "Error log\n=====\n" + "line\n" * 20
    assert trim(text)[0] == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "> only a quote",
        "-- \nonly a signature",
        "From: a@b.test\nTo: c@d.test\nSubject: x",
        "Begin forwarded message:\n\nFrom: a\nSubject: b\n\nthe whole of it",
    ],
)
def test_what_would_leave_nothing_is_left_alone(text):
    assert trim(text)[0]


def test_nothing_of_the_text_is_lost():
    text = "Yes.\n\nOn 3 May 2021 at 10:00, Bob <b@x.test> wrote:\n> What colour?\n\n-- \nCarol"
    reply, rest = trim(text)
    assert {line for line in text.split("\n") if line} == {line for line in (reply + "\n" + rest).split("\n") if line}
