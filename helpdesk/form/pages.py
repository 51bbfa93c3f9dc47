"""The pages: the form, and the receipt. Everything works without JavaScript, and nothing is lost by a mistake."""

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as ResponseBase

from channels import Inbox, by_key
from channels.form import Options, options_of, submit
from channels.form.stamp import number_in, read, receipt, stamp
from helpdesk.db import db
from helpdesk.form import throttles
from helpdesk.form.filling import MOST_FILES, TRAP, Form
from helpdesk.form.words import word
from helpdesk.headers import policy
from helpdesk.reader import LANGUAGES, preferred
from helpdesk.refusing import Refusal
from helpdesk.throttle import TooOften
from helpdesk.widget.colors import palette
from tickets import NotAllowed
from tickets.field import fields as all_fields


def register(blueprint: Blueprint) -> None:
    """The pages' addresses."""
    blueprint.get("/form/<key>")(show)
    blueprint.post("/form/<key>")(send)
    blueprint.get("/form/<key>/received/<token>")(received)
    blueprint.get("/form/<key>/theme.css")(theme)


def show(key: str) -> Response:
    """The empty form."""
    throttles.look()
    inbox = form_inbox(key)
    return _page(inbox, _form(inbox))


def send(key: str) -> ResponseBase:
    """Take it in; or show it again with what is wrong, and with everything that was typed."""
    inbox = form_inbox(key)
    try:
        throttles.send()
    except TooOften as error:
        return _too_often(inbox, error)
    form, mark = _form(inbox), read(key, request.form.get("stamp", ""))
    filled = form.read(mark.id if mark else "")
    if request.form.get(TRAP):
        form.problems[TRAP] = word("trap", form.language)
    if form.problems:
        return _page(inbox, form, status=422)
    if mark is None or mark.too_quick or mark.too_old:
        why = "too_old" if mark and mark.too_old else "once_more"
        return _page(inbox, form, notice=word(why, form.language), keep=bool(mark and mark.too_quick))
    return _taken(inbox, form, filled)


def received(key: str, token: str) -> Response:
    """The receipt: the number, and nothing else that somebody else might want to know."""
    inbox, number = form_inbox(key), number_in(key, token)
    if number is None:
        raise Refusal(404)
    return _answer(
        inbox,
        render_template(
            "form/received.html", number=number, thanks=options_of(inbox).thanks[language()], **_around(inbox)
        ),
    )


def theme(key: str) -> Response:
    """The company's colour, as the only style that differs from form to form."""
    colors = palette(options_of(form_inbox(key)).color)
    named = "".join(f"--{name}:{value};" for name, value in colors.items())
    response = make_response(f":root{{{named}}}\n")
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def form_inbox(key: str) -> Inbox:
    """The form of this key. Raises a 404 when there is none that is on."""
    inbox = by_key(key)
    if inbox is None or inbox.channel != "form" or not inbox.enabled:
        raise Refusal(404)
    return inbox


def language() -> str:
    """?lang, or what the browser prefers."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else preferred(LANGUAGES) or "en"


def _taken(inbox: Inbox, form: Form, filled) -> ResponseBase:
    try:
        throttles.write_for(filled.email)
        ticket = submit(inbox, filled)
    except TooOften as error:
        return _too_often(inbox, error)
    except NotAllowed:  # a field was changed by the admin while the page was open
        return _page(inbox, form, notice=word("once_more", form.language))
    except ValueError:
        form.problems["email"] = word("no_email", form.language)
        return _page(inbox, form, status=422)
    address = url_for("form.received", key=inbox.key, token=receipt(inbox.key, ticket.id), **_kept_args())
    return redirect(address, 303)  # loading the page again must not send it again


def _too_often(inbox: Inbox, error: TooOften) -> Response:
    form = _form(inbox)
    form.values = request.form.to_dict()
    minutes = max(1, round(error.seconds / 60))
    response = _page(inbox, form, status=429, notice=word("too_often", form.language, minutes=minutes), keep=True)
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _form(inbox: Inbox) -> Form:
    options = options_of(inbox)
    known = {field.key: field for field in all_fields()} if options.fields else {}
    return Form(options, [known[key] for key in options.fields if key in known], language())


def _page(inbox: Inbox, form: Form, *, status: int = 200, notice: str = "", keep: bool = False) -> Response:
    marked = request.form.get("stamp", "") if keep or form.problems else ""
    return _answer(
        inbox,
        render_template(
            "form/page.html",
            form=form,
            options=form.options,
            notice=notice,
            trap=TRAP,
            most_files=MOST_FILES,
            stamp=marked if read(inbox.key, marked) else stamp(inbox.key),
            mb=current_app.config["ATTACHMENT_LIMIT_MB"],
            files_again=any(one.filename for one in request.files.values()),
            **_around(inbox),
        ),
        status,
    )


def _around(inbox: Inbox) -> dict:
    chosen, options = language(), options_of(inbox)
    return {
        "key": inbox.key,
        "language": chosen,
        "other": "en" if chosen == "zh" else "zh",
        "name": inbox.name,
        "args": _kept_args(),
        "title": options.title[chosen] or word("title", chosen),
        "intro": options.intro[chosen],
        "embedded": "embed" in request.args,
        "t": lambda name, **values: word(name, chosen, **values),
    }


def _kept_args() -> dict:
    """What of the address goes on from page to page."""
    return {name: request.args[name] for name in ("lang", "embed") if name in request.args}


def _answer(inbox: Inbox, text: str, status: int = 200) -> Response:
    db.session.rollback()
    response = make_response(text, status)
    options: Options = options_of(inbox)
    response.headers["Content-Security-Policy"] = policy(
        font_src="'none'",
        media_src="'none'",
        frame_src="'none'",
        manifest_src="'none'",
        connect_src="'none'",
        frame_ancestors=" ".join(["'self'", *options.origins]),
    )
    return response
