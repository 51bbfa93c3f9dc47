"""Articles come in from elsewhere and go out again; nothing outside what was given is ever read."""

import json
import zipfile

import pytest

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.events import SYSTEM
from knowledge_base.file import ArticleFile
from knowledge_base.moving import Unreadable, export_to, read, take
from tests.support.pictures import PNG

LANGUAGES = ["en", "zh"]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_folder_of_markdown_comes_in_with_its_pictures_and_languages(app, tmp_path):
    write(tmp_path / "delivery" / "times.md", "# How long?\n\nTwo days. ![map](img/map.png)\n")
    write(tmp_path / "delivery" / "times.zh.md", "---\ntitle: 多久能到\nphrasings: [几天到]\n---\n两天。\n")
    (tmp_path / "delivery" / "img").mkdir()
    (tmp_path / "delivery" / "img" / "map.png").write_bytes(PNG)
    report = take(read(tmp_path, LANGUAGES)[0], by=SYSTEM)
    assert (report.new, report.refused) == (2, [])
    english = kb.article_at("en", "how-long", kb.ANYBODY)
    assert kb.article_at("zh", "多久能到", kb.ANYBODY).article_id == english.article_id
    assert '<img src="/help/files/' in english.html
    again = take(read(tmp_path, LANGUAGES)[0], by=SYSTEM)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


@pytest.mark.parametrize(
    "address",
    ["../secret.txt", "/etc/passwd", "..%2fsecret.txt", "a/../../secret.txt", "link.txt", "file:///etc/passwd"],
)
def test_no_file_outside_the_folder_is_taken_along(app, tmp_path, address):
    write(tmp_path / "secret.txt", "the crown jewels")
    write(tmp_path / "kb" / "page.md", f"# Page\n\n![x]({address})\n")
    (tmp_path / "kb" / "link.txt").symlink_to(tmp_path / "secret.txt")
    take(read(tmp_path / "kb", LANGUAGES)[0], by=SYSTEM)
    assert db.session.query(ArticleFile).count() == 0
    assert "crown jewels" not in kb.article_at("en", "page", kb.ANYBODY).html


def test_an_archive_reaches_nothing_outside_itself_and_does_not_grow(app, tmp_path):
    path = tmp_path / "kb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.md", "# Evil\n\nx")
        archive.writestr("/abs.md", "# Absolute\n\nx")
        archive.writestr("good.md", "# Good\n\nx")
    items, _ = read(path, LANGUAGES)
    assert [item.title for item in items] == ["Good"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"{number}.md", b"0" * (50 * 2**20))
    with pytest.raises(Unreadable, match="too much"):
        read(path, LANGUAGES)
    path.write_bytes(b"no archive")
    with pytest.raises(Unreadable):
        read(path, LANGUAGES)


def test_front_matter_that_would_grow_or_run_is_refused(app, tmp_path):
    write(tmp_path / "bomb.md", "---\na: &a [x,x]\nb: &b [*a,*a]\n---\nx")
    write(tmp_path / "code.md", "---\ntitle: !!python/object/apply:os.system [id]\n---\nx")
    items, refused = read(tmp_path, LANGUAGES)
    assert items == [] and len(refused) == 2


def test_a_table_comes_in_in_either_encoding(app, tmp_path):
    path = tmp_path / "faq.csv"
    path.write_bytes(
        "标题,正文,语言,分类,phrasings\n怎么退货,七天内。,zh,退换,能退吗|怎么退\n,没有标题,zh,,\n".encode("gb18030")
    )
    items, refused = read(path, LANGUAGES)
    assert (len(items), refused) == (1, ["line 3: no title"])
    take(items, by=SYSTEM)
    assert kb.entries(kb.ANYBODY, "zh")[0].phrasings == ("能退吗", "怎么退")


def test_zendesks_export_comes_in_as_markdown_and_never_wider_than_it_was(app, tmp_path):
    path = tmp_path / "export.json"
    article = {"id": 5, "locale": "en-us", "section_id": 2, "title": "Returns", "draft": False, "user_segment_id": 9}
    article["body"] = "<h1>Hi</h1><p><b>30</b> days<script>alert(1)</script></p><ul><li>one</li></ul>"
    export = {
        "articles": [article],
        "sections": [{"id": 2, "name": "Money", "category_id": 1}],
        "categories": [{"id": 1, "name": "Orders"}],
        "translations": [
            {"source_id": 5, "locale": "en-us", "title": "Returns", "body": article["body"]},
            {"source_id": 5, "locale": "zh-cn", "title": "退货", "body": "<p>30 天</p>"},
        ],
    }
    path.write_text(json.dumps(export))
    report = take(read(path, LANGUAGES)[0], by=SYSTEM)
    assert report.new == 2
    with pytest.raises(LookupError):
        kb.article_at("en", "returns", kb.ANYBODY)
    text = kb.article_at("en", "returns", kb.customer(1))
    assert "<strong>30</strong>" in text.html and "alert" not in text.plain


def test_what_goes_out_comes_in_again_as_it_was(app, published, tmp_path):
    article = published("Returning something", "You have **30** days.", phrasings=["can I return it"])
    kept = kb.keep_file(article, filename="map.png", data=PNG, by=None)
    kb.write(article, "en", title="Returning something", body=f"![map]({kept.address})\n", by=SYSTEM)
    kb.publish(kb.text_of(article.id, "en"), by=SYSTEM)
    assert export_to(tmp_path / "out") == 1
    items, refused = read(tmp_path / "out", LANGUAGES)
    assert refused == [] and items[0].title == "Returning something"
    assert items[0].phrasings == ["can I return it"] and len(items[0].files) == 1
