"""Files: pictures and attachments of articles, for whoever may see the article; writers see those of drafts too."""

from urllib.parse import quote

from flask import Blueprint, make_response, request
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response as ResponseBase

from helpdesk import files
from helpdesk.db import db, let_go
from helpdesk.headers import policy
from helpdesk.help_centre.frame import the_centre
from helpdesk.help_centre.who import reader
from helpdesk.refusing import Refusal
from knowledge_base.article import ArticleText
from knowledge_base.file import FILMS, PICTURES, ArticleFile
from knowledge_base.reading import published


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help/files/<token>")(show_file)
    blueprint.get("/help/files/<token>/<name>")(show_file)


def show_file(token: str, name: str = "") -> ResponseBase:
    """The bytes, through the article they belong to."""
    the_centre()
    row = db.session.scalar(select(ArticleFile).where(ArticleFile.token == token))
    if row is None or not _may_see(row):
        raise Refusal(404)
    let_go()
    try:
        response = make_response(files.get(row.storage_key))
    except OSError:
        raise Refusal(404) from None
    shown = row.content_type in PICTURES | FILMS
    response.headers["Content-Type"] = row.content_type if shown else "application/octet-stream"
    kind = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(row.filename)}"
    # Whatever is in the bytes, nothing of it runs here.
    response.headers["Content-Security-Policy"] = policy(default_src="'none'", script_src="'none'") + "; sandbox"
    response.headers["Cache-Control"] = "private, max-age=600"
    response.set_etag(row.sha256.hex())
    return response.make_conditional(request, accept_ranges=True, complete_length=row.size)


def _may_see(row: ArticleFile) -> bool:
    if current_user.is_authenticated:
        return True
    seen = published(reader()).where(ArticleText.article_id == row.article_id).with_only_columns(ArticleText.id)
    return db.session.scalar(seen.limit(1)) is not None
