"""Handing a mail to the SMTP server, and what its answers mean."""

import hashlib
import hmac
import smtplib
import ssl
from contextlib import suppress

from channels.adapters.email import options
from channels.calling import call
from channels.channel import Later, Refused, Unsure
from channels.readable import said

SECONDS = 20
TOO_LARGE = (
    "the mail server takes no mail of {size} MB: send fewer or smaller files",
    "邮件服务器不接收 {size} MB 的邮件，请减少附件或发送较小的文件",
)


def hand_over(recipients: list[str], mail: bytes, settings: dict) -> None:
    """Give the mail to the server. Raises Later, Refused or Unsure."""
    if settings.get("try_out") == "yes":
        return
    if settings.get("relay_url") and not settings.get("smtp_host"):
        _post(recipients, mail, settings)
        return
    if not settings.get("smtp_host"):
        raise Refused("this inbox has no SMTP server: an admin has to set it")
    server = connected(settings)
    try:
        _envelope(server, settings["address"], recipients)
        _data(server, mail)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _post(recipients: list[str], mail: bytes, settings: dict) -> None:
    signature = hmac.new((settings.get("post_secret") or "").encode(), mail, hashlib.sha256).hexdigest()
    answer = call(
        "POST",
        settings["relay_url"],
        data=mail,
        headers={
            "Content-Type": "message/rfc822",
            "X-Recipients": ", ".join(recipients),
            "X-Signature": f"sha256={signature}",
        },
    )
    if answer.status == 413:
        raise Refused(said(settings, TOO_LARGE).format(size=len(mail) // 2**20))
    if answer.status >= 300:
        raise Refused(f"the mail relay refused it: {answer.status} {_said(answer.body)}")


def connected(settings: dict) -> smtplib.SMTP:
    """A signed-in connection on which mail may be handed over. Raises Later, which says why there is none."""
    host, security = settings["smtp_host"], options.security(settings, "smtp")
    try:
        kind = smtplib.SMTP_SSL if security == "ssl" else smtplib.SMTP
        server = kind(host, options.port(settings, "smtp"), timeout=SECONDS)
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        user, password = options.login(settings, "smtp")
        # A relay inside the house knows no passwords; the mailbox's own is then not meant for it.
        if password and (settings.get("smtp_password") or server.has_extn("auth")):
            server.login(user, password)
        return server
    except smtplib.SMTPAuthenticationError as error:
        raise Later(f"the SMTP server does not accept the password: {_said(error.smtp_error)}") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise Later(f"the SMTP server at {host} cannot be reached: {error}") from error


def _envelope(server: smtplib.SMTP, sender: str, recipients: list[str]) -> None:
    """Sender and recipients. Nothing has been sent yet, so every trouble here may be tried again."""
    try:
        code, said = server.mail(sender)
        if code != 250:  # it is the inbox that is set up wrongly, not this one mail
            raise Later(f"the SMTP server does not let {sender} send: {code} {_said(said)}")
        answers = [server.rcpt(recipient) for recipient in recipients]
    except (smtplib.SMTPException, OSError) as error:
        raise Later(f"the SMTP server broke off: {error}") from error
    # The first is whom we answer; a copy that is refused must not keep the answer from them.
    _demand(*answers[0])


def _data(server: smtplib.SMTP, mail: bytes) -> None:
    try:
        code, said = server.data(mail)
    except smtplib.SMTPDataError as error:
        _demand(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure(f"the connection broke while the mail was handed over: {error}") from error
    else:
        _demand(code, said)


def _demand(code: int, said: bytes | str) -> None:
    if 500 <= code < 600:
        raise Refused(f"{code} {_said(said)}")
    if not 200 <= code < 300:
        raise Later(f"{code} {_said(said)}")


def _said(text: bytes | str) -> str:
    words = (text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)).strip()
    return "" if words.startswith("<") else words[:300]  # a page of some proxy tells an agent nothing
