"""Roles and what each may do: one table, into which roles of a company's own can be put."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Permission:
    """One thing that not everybody may do, and the roles that may."""

    name: str
    meaning: str
    roles: frozenset[str]


ROLES = ("agent", "supervisor", "admin")
_EVERYBODY, _LEADING, _ADMIN = frozenset(ROLES), frozenset({"supervisor", "admin"}), frozenset({"admin"})

PERMISSIONS = {
    permission.name: permission
    for permission in (
        Permission("tickets.work", "Read and answer the tickets of one's teams.", _EVERYBODY),
        Permission("tickets.see_all", "See the tickets of every team.", _LEADING),
        Permission("tickets.trash", "Move tickets to the trash and restore them.", _EVERYBODY),
        Permission("views.share", "Make views for a team or for everybody.", _LEADING),
        Permission("replies.share", "Write saved replies and macros for everybody.", _LEADING),
        Permission("contacts.reveal", "Look at a masked number or address, with a reason that is kept.", _EVERYBODY),
        Permission("customers.addresses", "Note how else a customer can be reached, and take it back.", _EVERYBODY),
        Permission("customers.merge", "Say that two customers are one person, and take it back.", _EVERYBODY),
        Permission("segments.manage", "Make segments and change them.", _LEADING),
        Permission("organizations.manage", "Make organizations, and say who belongs to them.", _LEADING),
        Permission("value.manage", "Draw the lines of value and stage, set rates, targets and the look-up.", _ADMIN),
        Permission("orders.tell", "Tell orders, products and facts of customers by API.", _ADMIN),
        Permission("privacy.manage", "Export and erase persons, keep them from erasure, and set what is kept.", _ADMIN),
        Permission("articles.write", "Write drafts of articles and ask for a review.", _EVERYBODY),
        Permission("articles.publish", "Review, publish and withdraw articles; set up the help centre.", _LEADING),
        Permission("bot.manage", "Switch the bot on, set how sure it must be, build flows, close gaps.", _LEADING),
        Permission("people.see_load", "See who is here and how busy everybody is.", _LEADING),
        Permission("people.set_availability", "Set somebody else's availability and capacity.", _LEADING),
        Permission("people.manage", "Add, change and disable accounts and teams.", _ADMIN),
        Permission("assignment.manage", "Say who gets which tickets, and what the classifier may do.", _ADMIN),
        Permission("inboxes.manage", "Connect channels and see dead letters.", _ADMIN),
        Permission("sla.manage", "Change business hours and SLA policies.", _ADMIN),
        Permission("escalations.handle", "See the desk of escalations, take and end them.", _LEADING),
        Permission("rules.manage", "Write rules, switch them and rehearse them.", _ADMIN),
        Permission("webhooks.manage", "Let other programs be told what happens.", _ADMIN),
        Permission("surveys.results", "See what customers answered, by agent, team and channel.", _LEADING),
        Permission("surveys.manage", "Write surveys and choose which inbox asks with which.", _ADMIN),
        Permission("imports.manage", "Take in files of customers, orders, tickets, articles.", _ADMIN),
        Permission("settings.manage", "Change everything else under Settings.", _ADMIN),
    )
}


def may(agent, permission: str) -> bool:
    """Whether the agent's role allows this. Raises KeyError for a permission that does not exist."""
    return agent.role in PERMISSIONS[permission].roles


def at_least(role: str) -> tuple[str, ...]:
    """This role and those above it."""
    return ROLES[ROLES.index(role) :]
