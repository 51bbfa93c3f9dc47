"""The form's own words, in both languages."""

_WORDS = {
    "title": ("Contact us", "联系我们"),
    "email": ("E-mail", "邮箱"),
    "name": ("Name", "称呼"),
    "phone": ("Telephone", "电话"),
    "subject": ("Subject", "主题"),
    "topic": ("What is it about?", "咨询类别"),
    "type": ("What kind of matter is it?", "问题类型"),
    "text": ("Message", "内容"),
    "files": ("Files", "附件"),
    "files.hint": ("Up to {most} files, {mb} MB each.", "最多 {most} 个，每个不超过 {mb} MB。"),
    "optional": ("optional", "选填"),
    "choose_one": ("Please choose", "请选择"),
    "yes": ("Yes", "是"),
    "send": ("Send", "提交"),
    "trap": ("Leave this empty", "请勿填写"),
    "language": ("中文", "English"),
    "answer_by_mail": ("We answer to your e-mail address.", "我们会通过邮箱回复您。"),
    "type.question": ("A question", "咨询"),
    "type.incident": ("Something does not work", "故障"),
    "type.problem": ("A problem that comes again", "反复出现的问题"),
    "type.task": ("A request", "办理事项"),
    "type.complaint": ("A complaint", "投诉"),
    "missing": ("This is needed.", "此项必填。"),
    "too_long": ("This is too long.", "内容过长。"),
    "no_email": ("This is not an e-mail address.", "邮箱地址无效。"),
    "no_phone": (
        "This is not a telephone number. Begin with the country code, such as +49.",
        "电话号码无效，请以国家代码开头，例如 +86。",
    ),
    "choose": ("Please choose one.", "请选择一项。"),
    "no_value": ("This does not fit here.", "填写的内容不符合要求。"),
    "many_files": ("That is more files than we can take at once.", "附件数量过多。"),
    "large_file": ("One of the files is too large.", "有附件过大。"),
    "bad_file": ("Files of this kind cannot be sent.", "不支持发送这种类型的文件。"),
    "look_again": ("Nothing has been sent yet. Please look at these fields:", "尚未提交，请检查以下各项："),
    "files_again": ("Please choose your files again.", "请重新选择附件。"),
    "once_more": ("Please look over your message and press Send.", "请核对内容后点击“提交”。"),
    "too_old": (
        "This page had been open for a long time. Nothing is lost: please press Send once more.",
        "页面打开时间过长。您填写的内容仍在，请再次点击“提交”。",
    ),
    "too_often": (
        "That was often within a short time. Nothing is lost: wait {minutes} min and press Send again.",
        "短时间内提交次数过多。您填写的内容仍在，请等待 {minutes} 分钟后再次点击“提交”。",
    ),
    "received": ("We have received your request", "我们已收到您的请求"),
    "received.number": ("Its number is", "请求编号"),
    "received.more": (
        "We answer to the e-mail address that you gave. You can close this page.",
        "我们会通过您填写的邮箱回复。您可以关闭此页面。",
    ),
    "another": ("Write another message", "再写一条"),
}


def word(name: str, language: str, **values) -> str:
    """The words of this name."""
    return _WORDS[name][language == "zh"].format(**values)
