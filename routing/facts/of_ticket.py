"""What is known of the ticket itself."""

from helpdesk.naming import CHANNELS, LANGUAGES
from routing.facts import words
from routing.facts.field import FLAG, NUMBER, ROW, TAGS, TEXT, WORD, Field
from tickets.ticket import category_of

FIELDS = (
    Field("subject", TEXT, "Subject", "主题", lambda facts: facts.ticket.subject),
    Field("status", WORD, "Status", "状态", lambda facts: facts.ticket.status, words.STATUSES),
    Field(
        "category",
        WORD,
        "Status category",
        "状态类别",
        lambda facts: category_of(facts.ticket.status),
        words.CATEGORIES,
    ),
    Field("priority", WORD, "Priority", "优先级", lambda facts: facts.ticket.priority, words.PRIORITIES),
    Field("type", WORD, "Type", "类型", lambda facts: facts.ticket.type, words.TYPES),
    Field("team_id", ROW, "Team", "团队", lambda facts: facts.ticket.team_id, rows="team"),
    Field("assignee_id", ROW, "Assignee", "处理人", lambda facts: facts.ticket.assignee_id, rows="agent"),
    Field("tags", TAGS, "Tags", "标签", lambda facts: facts.ticket.tag_names or []),
    Field("channel", WORD, "Channel", "渠道", lambda facts: facts.ticket.channel, CHANNELS),
    Field("inbox_id", ROW, "Inbox", "接入渠道", lambda facts: facts.ticket.inbox_id, rows="inbox"),
    Field("language", WORD, "Language", "语言", lambda facts: facts.ticket.language, LANGUAGES),
    Field("spam", FLAG, "Marked as spam", "已标记为垃圾", lambda facts: facts.ticket.spam_at is not None),
    Field("messages", NUMBER, "Messages so far", "消息数", lambda facts: facts.ticket.message_count),
)
