"""Analysis: of a text, the words that say what it is about."""

from functools import cache

from helpdesk import language

# What stands in most questions and tells none from another. Question words too: "how" asks for no article of its own.
_STOP = frozenset(
    """
a an the i you he she it we they me my your his her its our their us them this that these those there here
is am are was were be been being do does did have has had will would can could should shall may might must
to of in on at for with from by as and or but if so what which who whom whose how when where why not no yes
please tell know want need get let s m ve re ll d t just about any some
""".split()
)


def terms(text: str) -> list[str]:
    """The stems and Chinese characters and pairs of a text without stop words; all of them if nothing else is left."""
    words = language.words(text)
    return [word for word in words if word not in stop_words()] or words


@cache
def stop_words() -> frozenset[str]:
    """The stop words and their stems."""
    return _STOP | {language.stem(word) for word in _STOP}
