"""Phrases of many languages by which mails are recognised."""

import re


def listed(text: str) -> list[str]:
    """The entries of a table: separated by commas or line ends; `…` stands for a gap."""
    entries = (part.strip() for part in text.replace("\n", ",").split(","))
    return list(dict.fromkeys(entry for entry in entries if entry))


def any_of(entries: list[str]) -> str:
    """A pattern for any of these phrases, the longest first."""
    ordered = sorted(entries, key=len, reverse=True)
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+").replace("…", r".{0,30}") for entry in ordered)


# How the subject of an automatic answer begins.
AUTOMATIC = listed("""
automatic reply, automatic response, automated reply, automated response, auto reply, auto response
autoreply, auto-reply, auto-response, auto:, out of office, out of the office, ooo:, automatische antwort
automatisierte antwort, abwesenheitsnotiz, abwesenheitsassistent, abwesenheitsnachricht, abwesend:
automatisch antwoord, réponse automatique, absence du bureau, message d'absence, respuesta automática
fuera de la oficina, resposta automática, ausência temporária, risposta automatica, fuori sede
fuori ufficio, autosvar, automatisk svar, automaattinen vastaus, odpowiedź automatyczna
automatická odpoveď, automatická odpověď, automatikus válasz, автоматический ответ, автоответ
otomatik yanıt, trả lời tự động, balasan otomatis, 自动回复, 自動回覆, 自动答复, 自動返信, 자동 회신
자동응답, מענה אוטומטי, رد تلقائي
""")

# What the subject of a notice says when a mail did not arrive.
UNDELIVERED = listed("""
undeliver, returned mail, returned to sender, mail delivery failed, mail delivery failure
mail delivery error, mail delivery problem, mail delivery system, delivery status notification
delivery failure, delivery has failed, delivery notification, delivery report, failure notice
delivery…fail, non delivery, nondelivery, non-delivery, could not be delivered, message not delivered
mail system error, rejected mail, warning: message…delayed, delayed mail, delivery delay, unzustellbar
nicht zugestellt, zustellung…fehl, zustellung…nicht, zustellungsstatus, non remis, non distribu
échec de la remise, échec de remise, échec de la livraison, échec de la distribution
no se ha podido entregar, no se pudo entregar, devuelto, no entregado, mancata consegna
impossibile consegnare, não entregue, falha na entrega, onbestelbaar, niet afgeleverd, nie dostarcz
niedostarcz, nedoručiteln, kunde inte levereras, не доставлен, недоставлен, возвращ, 退信, 投递失败
系统退信, 退件, 無法投遞, 无法送达, 配信不能, 配信失敗, 送信できません, 반송
""")

# How a mail begins when it has said nothing yet.
GREETING = listed("""
hi, hello, hey, dear, good morning, good day, good afternoon, hallo, guten, liebe, sehr geehrt, moin
servus, bonjour, salut, hola, buen, estimad, ciao, buongiorno, salve, gentile, olá, ola, bom dia
boa tarde, prezad, cześć, witam, dzień, dobrý, hej, god dag, hyvä, szia, tisztelt, здравств, привет, добр
уважа, вітаю, γεια, καλημέρα, merhaba, sayın, xin chào, chào, 您好, 你好, 尊敬, 亲爱, 親愛, 嗨, こんにちは
お世話, 안녕
""")

# How a writer takes leave.
CLOSING = listed("""
regards, kind regards, best regards, warm regards, best wishes, kind wishes, many greetings, thanks
many thanks, with thanks, thank you, cheers, sincerely, yours, respectfully, best, mit freundlich
mit bestem gru, mit besten gr, mit lieben gr, viele gr, beste gr, freundliche gr, liebe gr, gruß, grüße
mfg, vg, lg, cordialement, bien à vous, salutations, bonne journée, saludos, atentamente, un saludo
gracias, cordiali saluti, distinti saluti, grazie, atenciosamente, att., obrigad, abraços
met vriendelijke groet, groet, mvg, pozdrawiam, z poważaniem, s pozdravem, hezký den, med vänlig, vänliga
hälsningar, mvh, venlig hilsen, hilsen, ystävällisin, üdvözlettel, с уважением, з повагою, με εκτίμηση
saygılarımla, trân trọng, salam, 此致, 敬礼, 祝好, 祝您, 顺颂, 谢谢, 謝謝, 敬上, よろしく, 敬具
감사합니다, 드림
""")
