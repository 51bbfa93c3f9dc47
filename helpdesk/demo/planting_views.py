"""Plant the views that the shop's team has made for itself, below those every desk comes with."""

from helpdesk.demo import world
from helpdesk.hot import insert
from tickets.conditions import check, current
from tickets.view import View

BELOW = 1000


def plant_views() -> None:
    """Make the views, everybody's. Raises BadConditions for one that nobody could open."""
    for position, view in enumerate(world.settings("views"), BELOW):
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
