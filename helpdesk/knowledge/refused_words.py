"""What an import could not read, in the reader's language: a place, and a reason of knowledge_base/moving."""

import re

from helpdesk.reader import say

_REASONS = {
    "is not UTF-8": "不是 UTF-8 编码",
    "is neither UTF-8 nor GB18030": "既不是 UTF-8 也不是 GB18030 编码",
    "its front matter is none": "文件头信息无效",
    "its front matter cannot be read": "无法读取文件头信息",
    "is no archive that can be read": "不是可读取的压缩包",
    "is too large": "文件过大",
    "too large": "文件过大",
    "the archive holds too much": "压缩包内容过多",
    "the first line must name the columns, title and body among them": "首行须为列名，并包含标题与正文列",
    "no title": "缺少标题",
    "is no JSON": "不是有效的 JSON",
    "holds no articles": "其中没有文章",
    "An article needs a title.": "文章需要标题",
    "This text is too long.": "内容过长",
    "This is no language of the help centre.": "帮助中心没有这个语言",
    "This address is taken by another article.": "该地址已被其他文章使用",
    "Files of this kind are not taken.": "不支持这类文件",
    "This file is too large.": "文件过大",
}
_PLACES = [
    (re.compile(r"^line (\d+)$"), r"第 \1 行"),
    (re.compile(r"^article (\d+)$"), r"文章 \1"),
    (re.compile(r"^more than (\d+) lines$"), r"超过 \1 行"),
]


def in_words(line: str) -> str:
    """The line as it is, or in Chinese; a reason that has no words here stays as it is."""
    return say(line, "：".join(_chinese(part) for part in line.split(": ")))


def _chinese(part: str) -> str:
    for pattern, words in _PLACES:
        part = pattern.sub(words, part)
    return _REASONS.get(part, part)
