"""What channels bring, as the console puts it together: ways and their windows, albums, templates, marks."""

import pytest

pytestmark = pytest.mark.browser
NOW = 1_800_000_000_000  # 2027-01-15T08:00:00Z
WAY = {"inbox_id": 1, "identity_id": 2, "channel": "whatsapp", "name": "Shop", "address": "+49 151"}


def picture(number, **more):
    file = {"id": number, "type": "image/jpeg", "thumb_url": "/t", "name": f"{number}.jpg", "state": None}
    return {"id": number, "kind": "inbound", "text": "", "attachments": [file], **more}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, None),
        ({"window_ends_at": "2027-01-15T09:00:00Z"}, None),
        ({"window_ends_at": "2027-01-15T07:59:59Z"}, "window"),
        ({"left": 0}, "enough"),
        ({"left": 1}, None),
        ({"stopped": {"word": "STOP"}, "window_ends_at": "2027-01-15T09:00:00Z"}, "stopped"),
    ],
)
def test_a_way_says_why_it_is_shut_and_shuts_while_one_looks(script, more, why):
    asked = "(m, [way, now]) => m.whyShut(way, now)"
    assert script("composer/ways.js", asked, [WAY | more, NOW]) == why


def test_the_other_ways_that_are_open_are_offered(script):
    ticket = {"send_on": [WAY | {"left": 0}, WAY | {"inbox_id": 3}, WAY | {"inbox_id": 4, "stopped": {"word": "x"}}]}
    asked = "(m, ticket) => m.openWays(ticket, ticket.send_on[0]).map((way) => way.inbox_id)"
    found = script("composer/ways.js", asked, ticket)
    assert found == [3]


def test_ten_pictures_sent_at_once_are_one_album_and_what_is_more_than_a_picture_is_not(script):
    messages = [
        picture(1),
        picture(2),
        picture(3, text="look"),
        picture(4),
        picture(5, reaction="👍"),
        picture(6, parts=[{"type": "location"}]),
        picture(7),
        picture(8),
    ]
    asked = "(m, all) => m.withAlbums(all).map((one) => [one.id, one.attachments.length])"
    found = script("thread/albums.js", asked, messages)
    assert found == [[1, 2], [3, 1], [4, 1], [5, 1], [6, 1], [7, 2]]


def test_a_file_that_is_being_fetched_joins_no_album(script):
    waiting = picture(2)
    waiting["attachments"][0]["state"] = "fetching"
    assert script("thread/albums.js", "(m, all) => m.withAlbums(all).length", [picture(1), waiting, picture(3)]) == 3


def test_the_preview_of_a_template_is_what_the_server_sends(script):
    from channels.templates import filled

    template = {"header": "Hello {{name}}", "body": "{{1}} of {{2}}, {{1}}", "footer": "Songtide"}
    for values in (["Carol", "one", "two"], ["{{1}}", "{{2}}", "x"], []):
        asked = "(m, [template, values]) => m.filled(template, values)"
        assert script("dialogs/template.js", asked, [template, values]) == filled(template, values)


@pytest.mark.parametrize(
    ("names", "header", "at"),
    [
        (["1", "1", "2"], "Order {{1}}", 1),
        (["1", "2"], "", 0),
        (["first_name"], "", 0),
        (["picture_link", "1"], "{{picture_link}}", 1),
        (["order"], "", -1),
    ],
)
def test_the_customers_name_is_put_where_a_name_belongs(script, names, header, at):
    asked = "(m, template) => m.nameAt(template)"
    assert script("dialogs/template.js", asked, {"names": names, "header": header}) == at


def test_where_the_channel_changes_the_thread_says_which_way_it_went(script):
    def said(number, kind, inbox, identity):
        return {
            "id": number,
            "kind": kind,
            "at": f"2027-01-15T08:0{number}:00Z",
            "inbox_id": inbox,
            "channel": f"c{inbox}",
            "identity_id": identity,
            "author": {"kind": kind, "id": 1},
        }

    messages = [
        said(1, "inbound", 1, 1),
        said(2, "reply", 1, 1),
        said(3, "reply", 2, 2),
        said(4, "inbound", 2, 2),
        said(5, "reply", 1, 1),
    ]
    asked = """(m, messages) => m.arrange(messages, [], [], {}, "c1", { 2: "carol@x.test" })
        .filter((item) => item.kind === "group").map((item) => [item.messages[0].id, item.via ?? null])"""
    found = script("thread/arranging.js", asked, messages)
    assert found == [[1, None], [2, None], [3, "carol@x.test"], [4, None], [5, True]]
