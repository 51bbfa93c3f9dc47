"""What cannot be done with an article, and why, in both languages."""

_SENTENCES = {
    "no_title": ("An article needs a title.", "文章需要标题。"),
    "no_body": ("There is nothing to publish yet: the text is empty.", "正文为空，无法发布。"),
    "too_long": ("This text is too long.", "内容过长。"),
    "bad_language": ("This is no language of the help centre.", "帮助中心没有这个语言。"),
    "bad_slug": ("This address is taken by another article.", "该地址已被其他文章使用。"),
    "no_draft": ("There is no draft to publish.", "没有可发布的草稿。"),
    "not_in_review": ("This draft is not in review.", "该草稿未提交审核。"),
    "own_work": (
        "A second person has to look at it: its writer cannot approve it.",
        "需要另一人审核，作者本人不能通过。",
    ),
    "not_approved": ("A second person has to approve it first.", "需先由另一人审核通过。"),
    "past": ("This time is over.", "该时间已过。"),
    "not_published": ("It is not published in this language.", "该语言版本未发布。"),
    "no_segment": ("Choose at least one segment.", "请至少选择一个客户分群。"),
    "bad_visibility": ("There is no such visibility.", "没有这种可见范围。"),
    "not_empty": ("There are still articles or sections in it.", "其中仍有文章或小节。"),
    "circle": ("A category cannot stand inside itself.", "分类不能放在自身之内。"),
    "too_deep": ("Sections hold articles, no further sections.", "小节内只能放文章，不能再分小节。"),
    "no_name": ("A category needs a name.", "分类需要名称。"),
    "no_words": ("Nothing that is searched for stands in this.", "其中没有可搜索的词。"),
    "known": ("This is already there.", "该内容已存在。"),
    "many": ("There are too many of these.", "数量过多。"),
    "no_file": ("There is no such file.", "没有这个文件。"),
    "bad_file": ("Files of this kind are not taken.", "不支持这类文件。"),
    "large_file": ("This file is too large.", "文件过大。"),
    "changed": (
        "Somebody else saved this text meanwhile. Look at it before you save yours.",
        "他人刚刚保存了此文章，请先查看再保存。",
    ),
}


class NotAllowed(ValueError):
    """The article cannot do this. `code` names the reason; `en` and `zh` say it."""

    def __init__(self, code: str, **details):
        self.code, self.details = code, details
        self.en, self.zh = _SENTENCES[code]
        super().__init__(self.en)
