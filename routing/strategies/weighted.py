"""Weighted: by shares; who has twice the share has twice as much on the desk."""

kind = "weighted"
label = {"en": "By share", "zh": "按比例分配"}
help = {
    "en": "Work is spread by the shares on people's pages: 200 gets twice as much as 100, 0 gets none.",
    "zh": "按人员页面设置的比例分配：200 是 100 的两倍，0 表示不分配。",
}
others = {"en": "had more of their share", "zh": "已占用更多份额"}
unfit = {"en": "Nobody here with room has a share.", "zh": "有空闲的在线坐席均未设置份额。"}


def choose(candidates, asked):
    """Whoever is furthest below their share; None when nobody has one."""
    sharing = [candidate for candidate in candidates if candidate.share > 0]
    return min(sharing, key=_filled, default=None)


def _filled(candidate):
    return ((candidate.load + 1) / candidate.share, candidate.last_given, candidate.agent_id)
