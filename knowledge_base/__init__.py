"""Knowledge base: articles, their index, and what is known of how they are asked for.

Look: search, suggest, most_read, article_of, article_at, entries, address_of, each through a Reader (ANYBODY, AGENT,
customer(…)) · Write: begin, write, go_back, discard_draft, place, confirm, remove, bring_back · Publish: submit,
approve, send_back, schedule, publish, withdraw · Words: add_phrasing, save_word · Teach: teach, rate, note_read ·
Order: save_category, categories.
"""

from knowledge_base.article import Article, ArticleText
from knowledge_base.category import Category, categories, drop_category, save_category
from knowledge_base.centre import centre, set_centre
from knowledge_base.change import ArticleChange
from knowledge_base.entry import Entry
from knowledge_base.feedback import Feedback, rate
from knowledge_base.file import ArticleFile, keep_file
from knowledge_base.gap import Gap, GapCase
from knowledge_base.gaps import note_miss
from knowledge_base.phrasing import Phrasing, add_phrasing, approve_phrasing, drop_phrasing, phrasings_of
from knowledge_base.publishing import approve, publish, publish_due, schedule, send_back, submit, unschedule, withdraw
from knowledge_base.reader import AGENT, ANYBODY, Reader, customer
from knowledge_base.reading import address_of, article_at, article_of, entries
from knowledge_base.reads import most_read, note_read
from knowledge_base.refusals import NotAllowed
from knowledge_base.revision import Revision
from knowledge_base.searching import Found, Hit, search, suggest
from knowledge_base.teaching import Taught, taught_by, teach, unteach
from knowledge_base.wording import Word, approve_word, drop_word, save_word, wording
from knowledge_base.writing import begin, bring_back, confirm, discard_draft, go_back, place, remove, text_of, write

__all__ = [
    "AGENT",
    "ANYBODY",
    "Article",
    "ArticleChange",
    "ArticleFile",
    "ArticleText",
    "Category",
    "Entry",
    "Feedback",
    "Found",
    "Gap",
    "GapCase",
    "Hit",
    "NotAllowed",
    "Phrasing",
    "Reader",
    "Revision",
    "Taught",
    "Word",
    "add_phrasing",
    "address_of",
    "approve",
    "approve_phrasing",
    "approve_word",
    "article_at",
    "article_of",
    "begin",
    "bring_back",
    "categories",
    "centre",
    "confirm",
    "customer",
    "discard_draft",
    "drop_category",
    "drop_phrasing",
    "drop_word",
    "entries",
    "go_back",
    "keep_file",
    "most_read",
    "note_miss",
    "note_read",
    "phrasings_of",
    "place",
    "publish",
    "publish_due",
    "rate",
    "remove",
    "save_category",
    "save_word",
    "schedule",
    "search",
    "send_back",
    "set_centre",
    "submit",
    "suggest",
    "taught_by",
    "teach",
    "text_of",
    "unschedule",
    "unteach",
    "withdraw",
    "wording",
    "write",
]
