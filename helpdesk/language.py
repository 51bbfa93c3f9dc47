"""Language: detect it, fold scripts together, and cut text into words; one analysis for tickets, articles and bot."""

import re
import threading
import unicodedata
from functools import cache, lru_cache

import snowballstemmer
from opencc import OpenCC

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+", re.UNICODE)
_IS_HAN = re.compile(rf"[{_HAN}]")
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_LONGEST_WORD = 40
# Two of these say English more surely, and a hundred times faster, than a model does.
_ENGLISH = frozenset(
    (
        "the",
        "and",
        "is",
        "are",
        "was",
        "have",
        "has",
        "my",
        "i",
        "you",
        "to",
        "for",
        "not",
        "with",
        "this",
        "that",
        "it",
        "can",
        "please",
        "of",
        "do",
        "does",
    )
)


def detect(text: str, default: str = "en") -> str:
    """The ISO 639-1 code of the language; `default` (the person's last one) when the text is too short to tell."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    han = len(_IS_HAN.findall(text))
    letters = sum(character.isalpha() for character in text)
    if han and han * 4 >= letters:
        return "zh"
    if letters < 12:
        return default
    if text.isascii() and len(_ENGLISH & set(text[:600].lower().split())) >= 2:
        return "en"
    return _identifier().classify(text[:600])


def fold(text: str) -> str:
    """One form for what reads the same: NFKC, lower case, Traditional characters as Simplified."""
    text = unicodedata.normalize("NFKC", text).lower()
    return _simplified().convert(text) if _IS_HAN.search(text) else text


def is_traditional(text: str) -> bool:
    """Whether the Chinese characters of a text are Traditional ones."""
    text = unicodedata.normalize("NFKC", text)
    return _IS_HAN.search(text) is not None and _simplified().convert(text) != text


def traditional(text: str) -> str:
    """A text of Simplified characters in Traditional ones."""
    return _traditional().convert(text)


def words(text: str) -> list[str]:
    """What is indexed: English stems, and of Chinese every character and every pair, so that any part is found."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _IS_HAN.match(run):
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(stem(run[:_LONGEST_WORD]))
    return found


def query_words(text: str) -> list[str]:
    """What is looked for: like words(), but of Chinese only the pairs, which are rarer than characters."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if not _IS_HAN.match(run):
            found.append(stem(run[:_LONGEST_WORD]))
        elif len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return list(dict.fromkeys(found))


def runs(text: str):
    """The stretches of one script in the text as it stands, as matches that say where they are."""
    return _RUN.finditer(text)


def is_han(run: str) -> bool:
    """Whether such a stretch is of Chinese characters."""
    return _IS_HAN.match(run) is not None


def phrases(text: str) -> list[list[str]]:
    """What is looked for as it stands: of each stretch of one script the words in their order, as words() has them."""
    found: list[list[str]] = []
    after_latin = False
    for run in _RUN.findall(fold(text)):
        if _IS_HAN.match(run):
            found.append([run[i : i + 2] for i in range(len(run) - 1)] or [run])
        elif after_latin:
            found[-1].append(stem(run[:_LONGEST_WORD]))
        else:
            found.append([stem(run[:_LONGEST_WORD])])
        after_latin = not _IS_HAN.match(run)
    return found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Porter2 stem of an English word; words of other alphabets stay as they are."""
    return _stemmers.english.stemWord(word) if word.isascii() else word


class _Stemmers(threading.local):
    """One a thread: a stemmer keeps the word it is at work on in itself."""

    def __init__(self):
        self.english = snowballstemmer.stemmer("english")


_stemmers = _Stemmers()


@cache
def _simplified():
    return OpenCC("t2s")


@cache
def _traditional():
    return OpenCC("s2twp")


@cache
def _identifier():
    from helpdesk import language_model  # numpy: only who asks it carries it

    return language_model.loaded()
