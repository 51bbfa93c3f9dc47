"""Spam and trash: out of the lists, and back as it was."""

import pytest

from tickets import NotAllowed, assign, clear_spam, finding, mark_spam, prioritize, restore, trash, views_of


def in_views(agent, ticket) -> set[str]:
    sight = finding.visible_to(agent)
    return {view.key for view in views_of(agent) if ticket in sight.list(view).tickets}


def test_spam_is_in_its_own_list_alone(ticket, sue, happened):
    before = in_views(sue, ticket)
    mark_spam(ticket, by=sue)
    mark_spam(ticket, by=sue)
    assert in_views(sue, ticket) == {"spam"}
    clear_spam(ticket, by=sue)
    clear_spam(ticket, by=sue)
    assert in_views(sue, ticket) == before
    assert happened(ticket)[-3:] == ["spam_marked", "spam_cleared", "person_needed"]


def test_the_trash_gives_everything_back(ticket, ann, sue, happened):
    assign(ticket, to=ann, by=sue)
    before = in_views(ann, ticket)
    trash(ticket, by=sue)
    trash(ticket, by=sue)
    assert in_views(ann, ticket) == {"trash"}
    with pytest.raises(NotAllowed):
        prioritize(ticket, "high", by=ann)
    restore(ticket, by=sue)
    restore(ticket, by=sue)
    assert in_views(ann, ticket) == before and ticket.assignee_id == ann.id
    assert happened(ticket)[-2:] == ["trashed", "restored"]
