"""Files of an article: pictures put into the text, attachments listed below it."""

from flask import jsonify, request

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.knowledge.pages import article, done, pages
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import wants_json
from helpdesk.refusing import Refusal, answer
from knowledge_base.file import FILMS, PICTURES, ArticleFile, drop_file


@pages.post("/<number:number>/files")
@allowed("articles.write")
def add_file(number: int):
    """Keep it; the editor is told what to write into the text."""
    row, given = article(number), request.files.get("file")
    if given is None or not given.filename:
        raise Refusal(422)
    try:
        kept = kb.keep_file(
            row, filename=given.filename, data=given.read(), by=me(), listed=request.form.get("listed") == "1"
        )
    except kb.NotAllowed as why:
        if wants_json():
            return answer(Refusal(422, why.code, why.en, why.zh))
        raise
    if not wants_json():
        return done(f"/knowledge/{number}#files", "Added.", "已添加。")
    shown = kept.content_type in PICTURES | FILMS
    return jsonify(address=kept.address, markdown=f"{'!' if shown else ''}[{kept.filename}]({kept.address})"), 201


@pages.post("/files/<number:number>/drop")
@allowed("articles.write")
def unlist(number: int):
    """No longer listed below the text."""
    row = db.session.get(ArticleFile, number)
    if row is None:
        raise Refusal(404)
    drop_file(row)
    return done(f"/knowledge/{row.article_id}#files", "Removed from the list.", "已从列表移除。")
