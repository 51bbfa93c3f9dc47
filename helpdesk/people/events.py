"""The catalogue: everything that can happen to those who serve, one sentence each; data always has `agent`."""

AGENT_HIRED = "agent_hired"  # somebody has an account; data: role
AGENT_RENAMED = "agent_renamed"
AGENT_ARRIVED = "agent_arrived"  # the first browser of an agent is here
AGENT_LEFT = "agent_left"  # the last one has gone for a minute, or they signed out
AVAILABILITY_CHANGED = "availability_changed"  # online, away, offline, by hand or by idleness; data: from, to
CAPACITY_CHANGED = "capacity_changed"  # data: from, to
PASSWORD_CHANGED = "password_changed"
ROLE_CHANGED = "role_changed"  # data: from, to
AGENT_DISABLED = "agent_disabled"
AGENT_ENABLED = "agent_enabled"
TEAM_JOINED = "team_joined"  # data: team
TEAM_LEFT = "team_left"  # data: team
SIGNED_IN = "signed_in"
SIGNED_OUT = "signed_out"  # data: sign_in
TOKEN_MADE = "token_made"  # data: token
TOKEN_ENDED = "token_ended"  # data: token
# After these every session, socket and token of the agent is dead.
ENDS_SESSIONS = (PASSWORD_CHANGED, ROLE_CHANGED, AGENT_DISABLED)

# Who may what, and who was let in, is chained entry by entry (helpdesk/audit.py).
AUDITED = (
    AGENT_HIRED,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    AGENT_DISABLED,
    AGENT_ENABLED,
    TEAM_JOINED,
    TEAM_LEFT,
    SIGNED_IN,
    TOKEN_MADE,
    TOKEN_ENDED,
)
