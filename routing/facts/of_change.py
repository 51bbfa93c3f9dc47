"""What is known of the change that set things going: by whom, of what, and what was there before."""

from routing.facts import words
from routing.facts.field import NUMBER, ROW, TAGS, WORD, Field

_CHANGED = {
    "status_changed": "status",
    "priority_changed": "priority",
    "type_changed": "type",
    "team_changed": "team",
    "ticket_assigned": "assignee",
    "ticket_unassigned": "assignee",
    "tags_changed": "tags",
    "subject_changed": "subject",
    "fields_changed": "fields",
}


def _before(name: str):
    """The value before, where it was this that has changed."""
    return lambda facts: facts.data.get("from") if _CHANGED.get(facts.event_name) == name else None


def _tags(which: str):
    return lambda facts: facts.data.get(which, []) if facts.event_name == "tags_changed" else []


def _fields(facts) -> list[str]:
    return list(facts.data) if facts.event_name == "fields_changed" else []


def field_before(facts, key: str):
    """What this field of the company's own held before, where it was this that has changed."""
    return (facts.data.get(key) or [None])[0] if facts.event_name == "fields_changed" else None


def _actor(facts) -> str:
    return facts.event.actor_kind if facts.event is not None else "system"


def _score(facts):
    return facts.data.get("score") if facts.event_name == "rated" else None


FIELDS = (
    Field("actor", WORD, "Done by", "操作者", _actor, words.ACTORS),
    Field("changed", WORD, "What has changed", "变更内容", lambda facts: _CHANGED.get(facts.event_name), words.CHANGES),
    Field("previous_status", WORD, "Status before", "变更前状态", _before("status"), words.STATUSES),
    Field("previous_priority", WORD, "Priority before", "变更前优先级", _before("priority"), words.PRIORITIES),
    Field("previous_type", WORD, "Type before", "变更前类型", _before("type"), words.TYPES),
    Field("previous_team_id", ROW, "Team before", "变更前团队", _before("team"), rows="team"),
    Field("previous_assignee_id", ROW, "Assignee before", "变更前处理人", _before("assignee"), rows="agent"),
    Field("tags_added", TAGS, "Tags just added", "刚添加的标签", _tags("added")),
    Field("tags_removed", TAGS, "Tags just taken off", "刚移除的标签", _tags("removed")),
    Field("changed_fields", TAGS, "Own fields that changed", "变更的自定义字段", _fields, rows="ticket_field"),
    Field("score", NUMBER, "Score just given", "本次评分", _score),
)
