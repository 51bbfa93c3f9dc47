"""Visitors: becoming one, saying who one is, being vouched for by the site's own server."""

from flask import Blueprint, jsonify, make_response

from channels import Inbox, webchat
from channels.webchat import Another, Forged, Visitor
from channels.webchat.visiting import MAX_EMAIL, MAX_NAME
from helpdesk.db import db
from helpdesk.reader import LANGUAGES
from helpdesk.refusing import Refusal
from helpdesk.widget import throttles
from helpdesk.widget.kept import forget_token, keep_token, kept_token
from helpdesk.widget.shapes import visitor_shape
from helpdesk.widget.who import body, of_inbox, of_visitor, text_in

LONGEST_ID, LONGEST_SIGNATURE = 200, 4096


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.post("/widget/<key>/visitors")(arrive)
    blueprint.delete("/widget/<key>/visitors")(leave)
    blueprint.put("/widget/<key>/visitor")(introduce)
    blueprint.put("/widget/<key>/identity")(identify)


@of_inbox
def arrive(inbox: Inbox):
    """A new visitor; the token is told here and never again.

    `keep`: the browser lets the frame keep nothing, so a cookie keeps the token; who has one already gets it back.
    `known`: only if there is one.
    """
    throttles.arrive()
    given = body()
    token = kept_token(inbox) if given.get("keep") is True else None
    if token or given.get("known") is True:
        return jsonify(token=token)
    language = given.get("language")
    _, token = webchat.arrive(inbox, language=language if language in LANGUAGES else "en")
    response = make_response(jsonify(token=token), 201)
    return keep_token(response, inbox, token) if given.get("keep") is True else response


@of_inbox
def leave(inbox: Inbox):
    """Nobody in this browser any more."""
    return forget_token(make_response("", 204), inbox)


@of_visitor
def introduce(inbox: Inbox, visitor: Visitor):
    """Name and e-mail address, as the visitor says."""
    throttles.claim(visitor)
    say_who(visitor, body())
    return jsonify(visitor=visitor_shape(visitor))


@of_visitor
def identify(inbox: Inbox, visitor: Visitor):
    """The site's signature over who this is. A browser that was somebody else before gets a new token."""
    throttles.vouch()
    given = body()
    user, signature = text_in(given, "user_id", LONGEST_ID), text_in(given, "hash", LONGEST_SIGNATURE)
    token = None
    try:
        visitor, token = _vouched(inbox, visitor, user, signature)
    except Forged:
        raise Refusal(
            403,
            "forged",
            "The signature does not belong to this user, or it has expired.",
            "签名与该用户不符，或已过期。",
        ) from None
    say_who(visitor, given)
    response = make_response(jsonify(visitor=visitor_shape(visitor), token=token))
    return keep_token(response, inbox, token) if token and given.get("keep") is True else response


def say_who(visitor: Visitor, given: dict) -> None:
    """Note the name and the address that the request gives. Raises a 422 for an address that is none."""
    name, email = text_in(given, "name", MAX_NAME * 4), text_in(given, "email", MAX_EMAIL)
    if not name and not email:
        return
    try:
        webchat.introduce(visitor, name=name, email=email)
    except ValueError:
        raise Refusal(
            422,
            "invalid_email",
            "This does not look like an e-mail address.",
            "邮箱格式不正确，请检查。",
            field="email",
        ) from None


def _vouched(inbox, visitor, user, signature):
    try:
        webchat.vouch_for(visitor, inbox, user, signature)
        return visitor, None
    except Another:
        db.session.rollback()
        fresh, token = webchat.arrive(inbox, language=visitor.language)
        webchat.vouch_for(fresh, inbox, user, signature)
        return fresh, token
