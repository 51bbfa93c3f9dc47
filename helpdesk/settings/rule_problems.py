"""What is wrong with a rule, in the reader's words; what only a program could have got wrong stays as it is."""

from helpdesk.reader import say

_KNOWN = (
    ("a name has", ("Give it a name of 1 to 200 characters.", "请填写名称（1 至 200 个字符）。")),
    ("something that sets it going", ("Say what sets it going.", "请选择触发时机。")),
    ("sets nothing going", ("Choose what has lasted, and how long.", "请选择持续的状态和时长。")),
    (
        "a time stands alone",
        ("A time stands alone: leave out the other occasions.", "时间条件不能与其他触发时机同时使用。"),
    ),
    ("minutes", ("Give a time between a minute and a year.", "时长须在 1 分钟至 1 年之间。")),
    ("1 to 20 things", ("Say what it shall do: 1 to 20 things.", "请添加要执行的操作（1 至 20 项）。")),
    ("this is no pattern", ("A pattern cannot be read: {why}.", "正则表达式无法识别：{why}。")),
    ("no value of a field", ("What a field is filled with does not fit.", "字段的内容不合适。")),
    ("a field is", ("Choose a field, and say what shall stand in it.", "请选择字段并填写内容。")),
    ("nothing that a rule can do", ("Choose what each action does.", "有操作尚未选择。")),
    ("is none of", ("Choose what an action is about.", "有操作尚未选择对象。")),
    ("there is no field", ("Choose what each condition is about.", "有条件尚未选择对象。")),
    ("is no value of", ("A condition has no value yet, or one that does not fit.", "有条件未填写取值，或取值不合适。")),
    ("takes 1 to 100 values", ("A condition needs at least one value.", "有条件尚未填写取值。")),
    ("is no number of a row", ("Choose what an action is about.", "有操作尚未选择对象。")),
    ("a text has", ("Write what shall be said.", "请填写内容。")),
    ("tags", ("Name at least one tag.", "请至少填写一个标签。")),
    ("nothing stands for", ("There is a placeholder that nothing stands for: {why}.", "包含无法识别的占位符：{why}。")),
)


def problem_of(error: Exception) -> str:
    """One sentence."""
    text = str(error)
    for part, (en, zh) in _KNOWN:
        if part in text:
            why = text.partition("(")[2].rstrip(")") or text.partition("for ")[2] or text
            return say(en.format(why=why), zh.format(why=why))
    return say(f"This does not fit: {text}", f"内容有误：{text}")
