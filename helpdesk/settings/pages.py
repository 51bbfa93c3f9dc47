"""The frame of all settings pages: the list of sections a person may open, and how a form says what is wrong."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from helpdesk import audit, people
from helpdesk.customers import masked_text
from helpdesk.people.sessions import me, signed_in
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.moments import in_full, moment

pages = Blueprint("settings", __name__, url_prefix="/settings")
pages.add_app_template_filter(moment)
pages.add_app_template_filter(in_full)

# Section: address, permission (None: everybody), icon, label in both languages.
SECTIONS = [
    (
        ("You", "个人"),
        [("me", None, "user", "Profile", "个人资料"), ("tokens", None, "code", "API tokens", "API 令牌")],
    ),
    (
        ("People", "人员"),
        [
            ("people", "people.manage", "users", "People", "人员"),
            ("teams", "people.manage", "building-2", "Teams", "团队"),
        ],
    ),
    (
        ("Answers", "回复"),
        [
            ("saved-replies", None, "message-square-text", "Saved replies", "快捷回复"),
            ("macros", None, "zap", "Macros", "宏"),
        ],
    ),
    (
        ("Channels", "渠道"),
        [
            ("inboxes", "inboxes.manage", "inbox", "Inboxes", "接入渠道"),
            ("dead-letters", "inboxes.manage", "archive", "Dead letters", "死信"),
        ],
    ),
    (
        ("Customers", "客户"),
        [
            ("segments", "segments.manage", "list-filter", "Segments", "客户分群"),
            ("organizations", "organizations.manage", "building-2", "Organizations", "企业"),
            ("value", "value.manage", "gauge", "Value", "客户价值"),
            ("privacy", "privacy.manage", "shield-check", "Privacy", "隐私"),
            ("imports", "imports.manage", "upload", "Imports", "导入"),
        ],
    ),
    (
        ("Routing", "分配"),
        [
            ("rules", "rules.manage", "workflow", "Rules", "规则"),
            ("assignment", "assignment.manage", "users", "Assignment", "分配"),
            ("classifier", "assignment.manage", "sliders-horizontal", "Classifier", "自动分类"),
            ("rehearsals", "rules.manage", "play", "Rehearsals", "预演"),
        ],
    ),
    (
        ("Time", "时间"),
        [
            ("business-hours", "sla.manage", "calendar-clock", "Business hours", "工作时间"),
            ("sla", "sla.manage", "gauge", "SLA policies", "服务时限"),
        ],
    ),
    (
        ("Surveys", "满意度"),
        [
            ("survey-results", "surveys.results", "chart-column", "Results", "结果"),
            ("surveys", "surveys.manage", "star", "Surveys", "问卷"),
            ("promises", "surveys.results", "calendar-clock", "Promises", "承诺"),
            ("lessons", "surveys.results", "book-open", "Lessons", "投诉复盘"),
            ("waiting", "inboxes.manage", "clock", "Waiting and closing", "等待与关闭"),
        ],
    ),
    (
        ("Knowledge & bot", "知识与机器人"),
        [
            ("bot", "bot.manage", "bot", "Bot", "机器人"),
            ("flows", "bot.manage", "split", "Flows", "流程"),
            ("gaps", "articles.write", "circle-question-mark", "Gaps", "知识缺口"),
        ],
    ),
    (
        ("Platform", "平台"),
        [("webhooks", "webhooks.manage", "webhook", "Webhooks", "Webhook")],
    ),
]

# What a page sends to be shown something; nothing is changed by it.
_ONLY_LOOKED = ("preview", "try", "check", "find", "effect")


@pages.get("")
@signed_in
def first():
    """The section this person most likely wants."""
    manages = people.may(me(), "inboxes.manage")
    return redirect(url_for("settings.list_inboxes" if manages else "settings.show_me"))


@pages.after_request
def note_change(response):
    """Who changed what among the settings is in the audit trail, page and number; what was typed is not."""
    done = request.method == "POST" and (
        300 <= response.status_code < 400 or (response.is_json and response.status_code < 300)
    )
    view = (request.endpoint or "").removeprefix("settings.")
    if done and current_user.is_authenticated and not view.startswith(_ONLY_LOOKED):
        where = {key: value for key, value in request.view_args.items() if key != "name"}
        audit.note("setting_changed", by=me(), what=view, **({"where": where} if where else {}))
    return response


def show(template: str, at: str, **values):
    """Render a settings page with its frame."""
    return render_template(
        f"settings/{template}.html",
        sections=_sections(at),
        at="settings",
        lang=language(),
        t=say,
        typed=_typed,
        ticked=_ticked,
        hidden=lambda text: masked_text(text, me()),
        role=current_user.role,
        theme=(current_user.preferences or {}).get("theme", "system"),
        section=at,
        **values,
    )


def saved(endpoint: str, en: str, zh: str, **values):
    """It worked: say so on the page that comes next."""
    flash(say(en, zh), "good")
    return redirect(url_for(f"settings.{endpoint}", **values))


def wrong(endpoint: str, error: Exception | str, **values):
    """It did not: say why on the page that comes next; nothing was changed."""
    flash(str(error), "bad")
    return redirect(url_for(f"settings.{endpoint}", **values))


def again(view, error: Exception | str, **values):
    """It did not: the same page with why, and with all that was typed; nothing was changed."""
    flash(str(error), "bad")
    return view(**values), 422


def _typed(name: str, kept="") -> str:
    """What a field shows: what was just refused, or else what is kept."""
    return request.form.get(name, kept) if request.method == "POST" else kept


def _ticked(name: str, kept: bool, value: str | None = None) -> bool:
    if request.method != "POST":
        return kept
    return name in request.form if value is None else value in request.form.getlist(name)


def number(name: str, default: int, low: int, high: int) -> int:
    """A whole number of the form, kept between its bounds."""
    try:
        return max(low, min(high, int(request.form.get(name, default))))
    except ValueError:
        raise Refusal(422) from None


def _sections(at: str) -> list[dict]:
    found = []
    for (en, zh), items in SECTIONS:
        shown = [
            {"href": f"/settings/{address}", "icon": icon, "label": say(*label), "current": address == at}
            for address, permission, icon, *label in items
            if permission is None or people.may(me(), permission)
        ]
        if shown:
            found.append({"title": say(en, zh), "items": shown})
    return found
