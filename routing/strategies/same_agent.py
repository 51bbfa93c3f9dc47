"""The same agent again: whoever answered this customer last, within so many days, if they are here with room."""

kind = "same_agent"
label = {"en": "The same agent again", "zh": "优先原坐席"}
help = {
    "en": "Whoever worked for this customer within the days set here, if they are here with room.",
    "zh": "在设定天数内服务过该客户的坐席，前提是其在线且有空闲。",
}
others = {"en": "did not serve this customer last", "zh": "最近未服务过该客户"}
unfit = {
    "en": "Nobody who served this customer lately is here with room.",
    "zh": "近期服务过该客户的坐席均不在线或无空闲。",
}


def choose(candidates, asked):
    """The one of them who had this customer most recently."""
    able = {candidate.agent_id: candidate for candidate in candidates}
    return next((able[agent] for agent in asked.earlier_agents() if agent in able), None)
