"""Effects: what a phrasing or a word would change, shown before it is saved. A worker finds it out."""

from flask import jsonify, request

from chatbot import trying
from helpdesk.knowledge.pages import article, pages
from helpdesk.knowledge.words import separated
from helpdesk.people.sessions import allowed
from helpdesk.refusing import Refusal
from knowledge_base import NotAllowed
from knowledge_base.phrasing import LONGEST
from knowledge_base.wording import clean

LANGUAGES = ("en", "zh")
MOST = 100


@pages.post("/<number:number>/phrasings/effect.json")
@allowed("articles.write")
def effect_of_phrasings(number: int):
    """Which questions that were asked the bot would answer with these; the answer names where that will be."""
    row, spoken = article(number), request.form.get("language", "en")
    asked = [line.strip()[:LONGEST] for line in request.form.get("phrasings", "").splitlines() if line.strip()][:MOST]
    if not asked or spoken not in LANGUAGES:
        raise Refusal(422, "no_words", "Write how it is asked, one question a line.", "请填写问法，每行一个。")
    return jsonify(name=trying.begin("phrasings", language=spoken, article=row.id, phrasings=asked)), 202


@pages.post("/words/effect.json")
@allowed("articles.write")
def effect_of_words():
    """Which questions that were asked would find something else with these."""
    kind = request.form.get("kind", "")
    try:
        words = clean(kind, separated(request.form.get("words", "")))
    except NotAllowed as why:
        raise Refusal(422, why.code, why.en, why.zh) from None
    return jsonify(name=trying.begin("words", sort=kind, words=words)), 202


@pages.get("/tried/<name>.json")
@allowed("articles.write")
def tried(name: str):
    """What came of it; empty while it is being worked out."""
    try:
        result = trying.result_of(name)
    except LookupError:
        raise Refusal(404) from None
    if result is not None and not result.keys() & {"asked", "unknown", "before"}:  # of tickets: for those who lead
        raise Refusal(404)
    return jsonify(result=result)
