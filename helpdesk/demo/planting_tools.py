"""Plant what the team works with: fields of tickets, saved replies, macros and views."""

from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.hot import insert
from tickets import save_macro, save_reply
from tickets.conditions import check, current
from tickets.field import TicketField
from tickets.view import View

BELOW = 1000  # the views that every desk comes with


def plant_tools(cast: Cast) -> None:
    """Make all of it, everybody's. Raises NotAllowed or BadConditions for what nobody could use."""
    for position, field in enumerate(world.settings("fields")):
        _plant_field(field, position)
    for reply in world.settings("saved_replies"):
        save_reply(
            title=reply["title"],
            text=reply["text"],
            shortcut=reply["shortcut"],
            language=reply["language"],
            team_id=cast.teams[reply["team"]].id if reply["team"] else None,
            by=cast.agents["mia"],
        )
    for macro in world.settings("macros"):
        _plant_macro(cast, macro)
    for position, view in enumerate(world.settings("views"), BELOW):
        _plant_view(view, position)


def _plant_field(field: dict, position: int) -> None:
    products = [{"value": product["id"], **product["name"]} for product in world.shop()["products"]]
    insert(
        TicketField(
            key=field["key"],
            kind=field["kind"],
            label_en=field["label"]["en"],
            label_zh=field["label"]["zh"],
            help_en=field.get("help", {}).get("en", ""),
            help_zh=field.get("help", {}).get("zh", ""),
            choices=products if field.get("choices_from") == "products" else field.get("choices", []),
            position=position,
        )
    )


def _plant_macro(cast: Cast, macro: dict) -> None:
    texts = {reply["id"]: reply["text"] for reply in world.settings("saved_replies")}
    changes = dict(macro["changes"])
    if team := changes.pop("team", None):
        changes["team_id"] = cast.teams[team].id
    save_macro(
        title_en=macro["title"]["en"],
        title_zh=macro["title"]["zh"],
        changes=changes,
        replies={language: texts[reply] for language, reply in macro["replies"].items()},
        note=macro.get("note", ""),
        by=cast.agents["mia"],
    )


def _plant_view(view: dict, position: int) -> None:
    conditions = current(*view["all"])
    check(conditions)
    insert(
        View(
            key=view["key"],
            name_en=view["name"]["en"],
            name_zh=view["name"]["zh"],
            icon=view["icon"],
            group="all",
            conditions=conditions,
            sort=view["sort"],
            position=position,
        )
    )
