"""Thinking: from a situation to a move. It writes nothing and may take its time; what it decides is done elsewhere."""

from collections.abc import Callable

from flask import current_app

from chatbot import bases
from chatbot.flows import playing
from chatbot.move import Move
from chatbot.sentences import Voice
from chatbot.situation import Situation
from chatbot.understanding import Understood, understand
from chatbot.wording import shortened
from helpdesk.language import fold
from knowledge_base.reading import address_of, article_of

_OFFERS = 3
_WORTH_ASKING = 0.22  # below, three guesses annoy more than they help
_LONGEST_TITLE = 60
_MOST_TURNS = 30  # in one ticket: somebody plays with it, or it with somebody
_SMALL_TALK = {"greeting": "hello", "bot": "am_bot", "bye": "bye", "nothing": "say_it", "yes": "yes_to_what"}


def think(now: Situation) -> Move:
    """What to do about this message."""
    heard = understand(now.text, before=now.talk.language)
    voice = Voice(now.bot, heard.language, heard.script)
    move = _decided(now, heard, voice)
    move.language, move.script = heard.language, heard.script
    move.knows_it_is_a_bot = now.talk.turns > 0 or heard.intent in ("greeting", "bot")
    return move


def _decided(now: Situation, heard: Understood, voice: Voice) -> Move:
    if now.talk.turns >= _MOST_TURNS:
        return _hand(now, heard, "again")
    if heard.intent == "person":
        return _hand(now, heard, "asked")
    if now.talk.flow_version_id:
        return playing.go_on(now, heard, voice)
    if chosen := _chosen(now):
        return _of_choice(now, heard, voice, chosen)
    if heard.intent == "anger":
        return _hand(now, heard, "anger")
    if now.has_files and (heard.intent == "nothing" or len(now.text.split()) < 3 and heard.intent != "question"):
        return _hand(now, heard, "file")
    if heard.intent in ("no", "yes", "thanks") and now.before is not None and now.before.band == "answer":
        return _judged(heard, voice, helped=heard.intent != "no", now=now)
    if heard.intent == "no" and now.before is not None:
        return _hand(now, heard, "unsure", missed=now.before.band == "did_you_mean")
    if heard.intent in ("thanks", "no"):
        return Move("talk", heard.intent, heard.language, [voice.say("welcome")])
    if heard.intent in _SMALL_TALK:
        return Move("talk", heard.intent, heard.language, [voice.say(_SMALL_TALK[heard.intent])])
    return _answered(now, heard, voice)


def _answered(now: Situation, heard: Understood, voice: Voice) -> Move:
    base = bases.base_for(now.reader, voice.language, now.bot.engine)
    ranked, chance = base.ask(now.text)
    band = base.curve.at(now.bot.aim).band(chance) if ranked.ids else "hand_over"
    if band == "did_you_mean" and chance < _WORTH_ASKING:
        band = "hand_over"
    found = [number for number in ranked.ids if number in base.entries][:_OFFERS]
    articles = [number for number in found if isinstance(number, int)]
    if band == "answer" and isinstance(found[0], str):
        return playing.begin(now, heard, voice, int(found[0].removeprefix("flow:")), chance)
    if band == "answer":
        if found[0] in now.given:  # told already, and asked again: it did not help
            return _hand(now, heard, "again", articles=articles, chance=chance)
        return _told(now, heard, voice, found[0], articles, chance, base)
    fresh = [number for number in found if number not in now.given]
    asked_back = now.before is not None and now.before.band == "did_you_mean"
    if band == "did_you_mean" and fresh and not asked_back:
        offered = [_offer(number, base.entries[number].question, voice) for number in fresh]
        offered.append({"title": voice.say("button.none"), "do": "none"})
        said = [voice.say("did_you_mean")]
        return Move("did_you_mean", heard.intent, heard.language, said, offered, articles, chance)
    return _hand(now, heard, "unsure", missed=True, articles=articles, chance=chance)


def _told(now, heard, voice, number: int, articles: list[int], chance: float | None, base=None) -> Move:
    """The article as an answer, with its source."""
    try:
        text = article_of(number, now.reader, voice.language)
    except LookupError:  # withdrawn a moment ago
        return _hand(now, heard, "unsure", articles=articles, chance=chance)
    told, cut = shortened(text.plain)
    told = _reworded(now, heard, base, [number, *articles]) or told
    link = f"{current_app.config['PUBLIC_URL']}{address_of(text)}"
    source = voice.say("source", title=text.title, link=link) + (" " + voice.say("more") if cut else "")
    said = [told, source, voice.say("helped_ask")]
    offered = [{"title": voice.say(f"button.{name}"), "do": name} for name in ("helped", "not_helped", "person")]
    ids = [number, *(other for other in articles if other != number)]
    return Move("answer", heard.intent, heard.language, said, offered, ids, chance)


def _reworded(now: Situation, heard: Understood, base, numbers: list[int]) -> str | None:
    """The same in the words of a language model, where one is switched on and keeps to what it was given."""
    from chatbot.engines import engine_for

    engine = engine_for(now.bot.engine)
    if base is None or not getattr(engine, "rewrites", False) or not now.bot.model:
        return None
    passages = [base.entries[n] for n in dict.fromkeys(numbers) if n in base.entries][:_OFFERS]
    return engine.rewrite(now.text, passages, language=heard.language, model=now.bot.model)


def _of_choice(now: Situation, heard: Understood, voice: Voice, chosen: dict) -> Move:
    if "article" in chosen:
        if chosen["article"] in now.given:
            return _hand(now, heard, "again")
        return _told(now, heard, voice, chosen["article"], [chosen["article"]], None)
    if "flow" in chosen:
        return playing.begin(now, heard, voice, chosen["flow"], None)
    acts: dict[str, Callable[[], Move]] = {
        "helped": lambda: _judged(heard, voice, helped=True, now=now),
        "not_helped": lambda: _judged(heard, voice, helped=False, now=now),
        "person": lambda: _hand(now, heard, "asked"),
        "none": lambda: _hand(now, heard, "unsure", missed=True),
    }
    return acts[chosen["do"]]()


def _judged(heard: Understood, voice: Voice, *, helped: bool, now: Situation) -> Move:
    if not helped:
        move = _hand(now, heard, "unhelpful")
        move.verdict = "wrong"
        return move
    return Move("talk", heard.intent, heard.language, [voice.say("glad")], verdict="right", solve=True)


def _chosen(now: Situation) -> dict | None:
    """Which of the offered the customer took: its words, however a channel has cut them, or its number."""
    said = fold(now.text).strip().rstrip(".。!！…").strip()
    if not said or len(said) > 200:
        return None
    for place, offer in enumerate(now.talk.offered or (), 1):
        title = fold(offer["title"]).strip().rstrip(".。!！…").strip()
        cut = len(said) >= 10 and title.startswith(said)
        if said == title or cut or said in (str(place), f"{place}.", f"({place})", f"第{place}个"):
            return offer
    return None


def _offer(number, title: str, voice: Voice) -> dict:
    shown = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
    if isinstance(number, str):
        return {"title": voice.written(shown), "flow": int(number.removeprefix("flow:"))}
    return {"title": shown, "article": number}


def _hand(now: Situation, heard: Understood, why: str, *, missed=False, articles=(), chance=None) -> Move:
    return Move(
        "hand_over", heard.intent, heard.language, article_ids=list(articles), sureness=chance, hand=why, missed=missed
    )
