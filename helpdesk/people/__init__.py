"""Who serves: agents, teams, who is here, roles and sign-in.

The verbs: hire, rename, change_password, set_role, disable, enable · join_team, leave_team · arrive, leave,
still_here, notice_absence, set_availability, set_idle, set_capacity · sign_in, sign_out, check_password · prefer,
set_telephone.
Tokens: api_token.
"""

from helpdesk.people import api_token
from helpdesk.people.accounts import (
    LastAdmin,
    Taken,
    anybody,
    change_password,
    disable,
    enable,
    hire,
    open_the_desk,
    rename,
    set_role,
)
from helpdesk.people.agent import Agent, by_email
from helpdesk.people.being_here import (
    arrive,
    here,
    leave,
    notice_absence,
    present_since,
    set_availability,
    set_capacity,
    set_idle,
    still_here,
)
from helpdesk.people.membership import join_team, leave_team
from helpdesk.people.password import TooWeak
from helpdesk.people.preferences import prefer, preferences_of
from helpdesk.people.roles import may
from helpdesk.people.sign_in import SignIn, agent_of, still_good
from helpdesk.people.signing_in import WrongPassword, check_password, forget_old_sign_ins, sign_in, sign_out
from helpdesk.people.team import Membership, Team, teams_of
from helpdesk.people.telephone import NoTelephone, at_telephone, at_telephones, set_telephone

__all__ = [
    "Agent",
    "LastAdmin",
    "Membership",
    "NoTelephone",
    "SignIn",
    "Taken",
    "Team",
    "TooWeak",
    "WrongPassword",
    "agent_of",
    "anybody",
    "api_token",
    "arrive",
    "at_telephone",
    "at_telephones",
    "by_email",
    "change_password",
    "check_password",
    "disable",
    "enable",
    "forget_old_sign_ins",
    "here",
    "hire",
    "join_team",
    "leave",
    "leave_team",
    "may",
    "notice_absence",
    "open_the_desk",
    "prefer",
    "preferences_of",
    "present_since",
    "rename",
    "set_availability",
    "set_capacity",
    "set_idle",
    "set_role",
    "set_telephone",
    "sign_in",
    "sign_out",
    "still_good",
    "still_here",
    "teams_of",
]
