"""One person's privacy: hand out what is kept, keep it from deletion, note their consent, or erase them."""

from flask import redirect, request, send_file, url_for
from sqlalchemy import func, select

from helpdesk import customers
from helpdesk.customers import Customer
from helpdesk.customers.privacy import consenting, erasing, holding
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.naming import ADDRESSES, CHANNELS, KNOWN_BY, PURPOSES
from helpdesk.people.sessions import allowed, me
from helpdesk.privacy import exporting
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.customer_names import customer_name
from helpdesk.settings.pages import again, pages, saved, show, wrong
from tickets import Ticket


@pages.get("/privacy/persons/<int:customer_id>")
@allowed("privacy.manage")
def show_person_privacy(customer_id: int):
    """What is kept of them, and what can be done about it."""
    customer = _person(customer_id)
    if customer.id != customer_id:
        return redirect(url_for("settings.show_person_privacy", customer_id=customer.id))
    return show(
        "privacy_person",
        "privacy",
        person=customer,
        name=customer_name(customer),
        addresses=customers.reachable(customer),
        tickets=db.session.scalar(select(func.count(Ticket.id)).where(Ticket.customer_id == customer.id)),
        consents=consenting.history(customer),
        purposes=PURPOSES,
        channels=CHANNELS,
        kinds=ADDRESSES,
        known_by=KNOWN_BY,
    )


@pages.post("/privacy/persons/<int:customer_id>/export")
@allowed("privacy.manage")
def export_person(customer_id: int):
    """The ZIP; POST, because it leaves a record."""
    customer = _person(customer_id)
    file = exporting.zipped(customer, by=me(), notes="notes" in request.form)
    return send_file(
        file, mimetype="application/zip", as_attachment=True, download_name=f"customer-{customer.id}.zip", max_age=0
    )


@pages.post("/privacy/persons/<int:customer_id>/hold")
@allowed("privacy.manage")
def hold_person(customer_id: int):
    """Nothing of theirs may be deleted; or it may again."""
    customer, why = _person(customer_id), request.form.get("why", "")
    if customer.held_at is not None:
        holding.release(customer, by=me())
    elif len(why.strip()) < 3:
        return again(show_person_privacy, say("Say why.", "请填写原因。"), customer_id=customer.id)
    else:
        holding.hold(customer, by=me(), why=why)
    return saved("show_person_privacy", "Saved.", "已保存。", customer_id=customer.id)


@pages.post("/privacy/persons/<int:customer_id>/consents")
@allowed("privacy.manage")
def note_consent(customer_id: int):
    """One word of theirs."""
    customer, form = _person(customer_id), request.form
    try:
        consenting.note(
            customer,
            form.get("purpose", ""),
            granted=form.get("granted") == "yes",
            channel=form.get("channel", ""),
            how=form.get("how", ""),
            by=me(),
        )
    except consenting.BadConsent:
        sentence = say("Choose a purpose and a channel.", "请选择用途和渠道。")
        return again(show_person_privacy, sentence, customer_id=customer.id)
    return saved("show_person_privacy", "Noted.", "已记录。", customer_id=customer.id)


@pages.post("/privacy/persons/<int:customer_id>/erase")
@allowed("privacy.manage")
def erase_person(customer_id: int):
    """For good; the number has to be typed, because nothing brings them back."""
    customer = _person(customer_id)
    if request.form.get("number", "").strip() != str(customer.id):
        sentence = say("Type the customer's number to confirm.", "请输入客户编号以确认。")
        return again(show_person_privacy, sentence, customer_id=customer.id)
    try:
        erasing.ask(customer, by=me())
    except erasing.Held:
        sentence = say("A legal hold keeps this person.", "该客户处于依法保留状态，无法删除。")
        return wrong("show_person_privacy", sentence, customer_id=customer.id)
    return saved("show_privacy", "This person is being erased.", "正在删除该客户的全部数据。")


def _person(number: int) -> Customer:
    found = get(Customer, number)
    if found is None:
        raise Refusal(404)
    return customers.root_of(found)
