"""Classifier: what it guesses, how good that is, when it may act by itself; and learning anew."""

from flask import jsonify, request
from sqlalchemy import select

import routing
from helpdesk.db import db
from helpdesk.people.sessions import allowed
from helpdesk.reader import say
from helpdesk.settings.pages import pages, saved, show
from routing.classifying.choices import LEAST, MOST, Choice, Choices, choices, choose
from routing.classifying.nightly import ask_for_training
from routing.classifying.progress import DONE, FAILED, RUNNING, WAITING, Progress, progress
from routing.classifying.record import record_of
from tickets.field import TicketField

NAMES = {
    "topic": ("Topic", "主题"),
    "team": ("Team", "团队"),
    "priority": ("Priority", "优先级"),
    "language": ("Language", "语言"),
    "spam": ("Spam", "垃圾信息"),
}
WHY = {
    "few": ("too few solved tickets yet", "已解决的工单还太少"),
    "one_label": ("nothing to tell apart yet", "暂无可区分的类别"),
    "worse": ("worse than the one in use", "不如正在使用的版本"),
}


@pages.get("/classifier")
@allowed("assignment.manage")
def show_classifier():
    """The figures of the last trainings, what became of its guesses, and what may be chosen."""
    rows = db.session.scalars(select(routing.TrainedModel).order_by(routing.TrainedModel.id.desc()).limit(60)).all()
    latest, used = {}, {}
    for row in rows:
        latest.setdefault(row.target, row)
        if row.state == "used":
            used[row.target] = row
    return show(
        "classifier",
        "classifier",
        targets=routing.TARGETS,
        choices=choices(),
        used=used,
        latest=latest,
        record={target: record_of(target) for target in routing.TARGETS},
        why=WHY,
        names=NAMES,
        in_words={target: routing.words_for(target, say) for target in routing.TARGETS},
        fields=db.session.scalars(select(TicketField).where(TicketField.enabled.is_(True))).all(),
        progress=progress(),
        said=_said(progress()),
    )


@pages.get("/classifier/progress.json")
@allowed("assignment.manage")
def classifier_progress():
    """{going, done, total, sentence} of the newest training."""
    now = progress()
    return jsonify(going=now.going, done=now.done, total=now.total, sentence=_said(now))


@pages.post("/classifier")
@allowed("assignment.manage")
def change_classifier():
    """What is on, what acts, and how sure it must be."""
    form = request.form
    fields = set(db.session.scalars(select(TicketField.key)))
    targets = {
        target: Choice(f"on_{target}" in form, f"acts_{target}" in form, _share(form.get(f"precision_{target}")))
        for target in routing.TARGETS
    }
    field = form.get("topic_field", "")
    choose(Choices(targets, field if field in fields else "", "nightly" in form))
    return saved(
        "show_classifier",
        "Saved. A new precision holds after the next training.",
        "已保存。新的准确率要求将在下次训练后生效。",
    )


@pages.post("/classifier/training")
@allowed("assignment.manage")
def train_classifier():
    """Begin now instead of tonight."""
    ask_for_training()
    return saved(
        "show_classifier",
        "It is asked to learn. The figures appear here by themselves.",
        "已开始训练，完成后将在此自动显示结果。",
    )


def _said(now: Progress) -> str:
    """In one sentence."""
    if now.state == WAITING:
        return say("It begins in a moment.", "即将开始训练。")
    if now.state == RUNNING and now.target:
        name, place = say(*NAMES[now.target]), f"{now.done + 1} / {now.total}"
        return say(f"It is learning: {name} ({place})", f"正在训练：{name}（{place}）")
    if now.state == RUNNING:
        return say("It is reading the solved tickets.", "正在读取已解决的工单。")
    if now.state == FAILED:
        return say(
            "The last training broke off; what was in use stays. Try again, or look into the log.",
            "最近一次训练中断，仍使用原有版本。请重试或查看日志。",
        )
    return say("It has learned.", "训练已完成。") if now.state == DONE else ""


def _share(text: str | None) -> float:
    try:
        return min(MOST, max(LEAST, float(text or 95) / 100))
    except ValueError:
        return 0.95
