"""By skill and language: of those who can do what the ticket asks for, whoever can do it best."""

kind = "skill"
label = {"en": "By skill and language", "zh": "按技能和语言"}
help = {
    "en": "Only those who have the skills that the ticket asks for and speak its language; the best of them first.",
    "zh": "仅分配给具备所需技能并使用该语言的坐席，水平高者优先。",
}
others = {"en": "can do it less well, or lacks a skill or the language", "zh": "技能或语言水平较低，或不具备"}
unfit = {
    "en": "Nobody here with room has the skills and the language it asks for.",
    "zh": "在线且空闲的坐席均不具备所需的技能和语言。",
}


def choose(candidates, asked):
    """The ablest; of equals the least busy. None when nobody can."""
    asked.learn_skills(candidates)
    needed = asked.skills()
    able = [candidate for candidate in candidates if _can(candidate, needed, asked.language)]
    return min(able, key=lambda one: (-_ability(one, needed, asked.language), one.load, one.last_given), default=None)


def _can(candidate, needed: dict[str, int], language: str) -> bool:
    speaks = language in candidate.languages
    return speaks and all(candidate.skills.get(key, 0) >= level for key, level in needed.items())


def _ability(candidate, needed: dict[str, int], language: str) -> int:
    return candidate.languages[language] + sum(candidate.skills[key] for key in needed)
