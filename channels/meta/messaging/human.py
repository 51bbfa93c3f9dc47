"""A person, not a program, may answer for seven days instead of one, where Meta has approved the app for it."""

from datetime import timedelta

from channels.channel import Setting

DAY, WEEK = timedelta(hours=24), timedelta(days=7)
HUMAN_AGENT = Setting(
    "human_agent",
    required=False,
    default="no",
    choices=("no", "yes"),
    title=("People may answer for seven days", "人工坐席可在七天内回复"),
    help=(
        "Only with yes from Meta: App Review › Permissions and features › Human Agent.",
        "需先获得 Meta 批准：应用审核 › 权限与功能 › Human Agent。",
    ),
)


def window(settings: dict) -> timedelta:
    """How long after the customer's last message they may be answered."""
    return WEEK if settings.get("human_agent") == "yes" else DAY
