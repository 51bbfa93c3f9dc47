"""The VIP's own agent: the one who was named for this customer."""

kind = "vip_agent"
label = {"en": "The VIP’s own agent", "zh": "专属坐席"}
help = {
    "en": "The agent who was named for this customer, if they are here with room.",
    "zh": "该客户的专属坐席，前提是其在线且有空闲。",
}
others = {"en": "is not the customer’s own agent", "zh": "不是该客户的专属坐席"}
unfit = {
    "en": "The customer has no agent of their own who is here with room.",
    "zh": "该客户没有在线且空闲的专属坐席。",
}


def choose(candidates, asked):
    """The customer's own agent, if they can."""
    own = asked.own_agent()
    return next((candidate for candidate in candidates if candidate.agent_id == own), None)
