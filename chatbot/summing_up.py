"""Summing up: what was asked, tried and filled in, for the agent who goes on; in the language asked for."""

from sqlalchemy import select

from chatbot.flows.flow import FlowVersion
from chatbot.talk import Talk
from chatbot.turn import Turn
from helpdesk.db import db
from tickets import Message
from tickets.field import fields

MOST = 12
_SHOWN = 160
WHY = {
    "asked": ("The customer asks for a person.", "客户要求人工服务。"),
    "anger": ("The customer is upset.", "客户情绪不满。"),
    "unsure": ("The bot found no sure answer.", "机器人没有找到有把握的答案。"),
    "unhelpful": ("The answer did not help.", "机器人的回答没有帮助。"),
    "again": ("The bot had nothing new to say.", "机器人没有更多可说的内容。"),
    "flow": ("A flow ended with a person.", "流程转到了人工。"),
    "file": ("The customer sent a file.", "客户发来了文件。"),
    "trouble": ("The bot could not answer: something failed.", "机器人出现故障，未能回答。"),
}
_BANDS = {
    "answer": ("answered with", "已回答"),
    "did_you_mean": ("asked back", "已反问"),
    "hand_over": ("knew no answer", "没有答案"),
    "flow": ("flow", "流程"),
    "talk": ("small talk", "寒暄"),
    "suggested": ("suggested", "已建议"),
}


def summary_of(talk: Talk, why: str, titles: dict[int, str], language: str) -> str:
    """The note."""
    chinese = language == "zh"
    lines = [WHY.get(why, WHY["unsure"])[chinese]]
    turns, texts = _turns(talk.ticket_id)
    asked = [(turn, texts[turn.message_id]) for turn in turns if texts.get(turn.message_id)]
    if asked:  # the question first: a list shows only the first words
        lines[0] = f"“{_short(asked[-1][1])}” — {lines[0]}"
        lines += ["", "客户的问题：" if chinese else "Asked:"]
        lines += [f"• “{_short(text)}” — {_tried(turn, titles, chinese)}" for turn, text in asked]
    if filled := _filled(talk, language):
        lines += ["", "已填写：" if chinese else "Filled in:", *(f"• {name}: {value}" for name, value in filled)]
    return "\n".join(lines)


def _tried(turn: Turn, titles: dict[int, str], chinese: bool) -> str:
    said = _BANDS.get(turn.band, _BANDS["talk"])[chinese]
    named = [titles[number] for number in turn.article_ids[: 1 if turn.band == "answer" else 3] if number in titles]
    if not named or turn.band in ("talk", "flow"):
        return said
    joined = "、".join(f"《{name}》" for name in named) if chinese else ", ".join(f"“{name}”" for name in named)
    if turn.band == "hand_over":
        joined = ("最接近的文章：" if chinese else "nearest: ") + joined
    judged = {"wrong": ("（无帮助）" if chinese else " (did not help)")}.get(turn.verdict or "", "")
    return f"{said}{'：' if chinese else ' '}{joined}{judged}"


def _turns(ticket_id: int) -> tuple[list[Turn], dict[int, str]]:
    query = select(Turn).where(Turn.ticket_id == ticket_id).order_by(Turn.id.desc()).limit(MOST)
    turns = list(db.session.scalars(query))[::-1]
    rows = db.session.execute(
        select(Message.id, Message.reply_text, Message.text).where(Message.id.in_([t.message_id for t in turns]))
    )
    return turns, {number: reply if reply is not None else text for number, reply, text in rows}


def _filled(talk: Talk, language: str) -> list[tuple[str, str]]:
    kept = talk.flow or {}
    version = db.session.get(FlowVersion, kept["version"]) if kept.get("version") else None
    asked = {step["into"]: step for step in (version.steps if version is not None else []) if step.get("into")}
    labels = {field.key: field.label_in(language) for field in fields()}
    return [
        (_label(name, asked.get(name, {}), labels, language), _value(value, asked.get(name, {}), language))
        for name, value in (kept.get("filled") or {}).items()
        if value not in ("", None)
    ]


def _label(name: str, step: dict, labels: dict[str, str], language: str) -> str:
    return step.get(f"label_{language}") or labels.get(step.get("field") or name) or name


def _value(value, step: dict, language: str) -> str:
    chosen = next((c for c in step.get("choices") or () if c["value"] == value), None)
    return str(chosen[language] if chosen and chosen.get(language) else value)[:200]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
