"""Orders, facts, value, segments and organizations by API."""

import pytest

from helpdesk.api import numbers
from helpdesk.customers import identify
from helpdesk.customers.facts import facts_of
from helpdesk.events import drain
from tests.api.conftest import Program

ORDER = {"external_id": "S-1", "currency": "CNY", "total": 120.5, "placed_at": "2026-11-01T08:00:00Z"}


@pytest.fixture
def carol(app):
    return identify("email", "carol@acme.example", verified=True, how="test", name="Carol")[0]


@pytest.fixture
def shop(client, desk):
    """The shop's program, in mia's name."""
    return Program(client, desk.mia)


def settle(app):
    with app.app_context():
        drain()


def test_an_order_told_twice_is_one_and_is_worth_its_amount(app, shop, carol):
    said = {"order": ORDER | {"user": {"email": "carol@acme.example"}, "items": [{"name": "Tea", "quantity": 2}]}}
    first = shop.ask("POST", "orders.json", said)
    again = shop.ask("POST", "orders.json", {"order": said["order"] | {"status": "shipped"}})
    assert (first.status_code, again.status_code) == (201, 200)
    order = again.get_json()["order"]
    assert (order["id"], order["status"], order["total"]) == (first.get_json()["order"]["id"], "shipped", 120.5)
    assert order["user_id"] == numbers.of_customer(carol.id)
    settle(app)
    value = shop.get(f"users/{order['user_id']}/value.json")["value"]
    assert (value["spend"], value["stage"], value["currency"]) == (120.5, "new", "CNY")


def test_what_is_no_order_is_refused_with_its_field(shop, carol):
    answer = shop.ask(
        "POST", "orders.json", {"order": ORDER | {"total": "many", "user_id": numbers.of_customer(carol.id)}}
    )
    assert (answer.status_code, answer.get_json()["details"]["field"]) == (422, "total")
    answer = shop.ask("POST", "orders.json", {"order": ORDER})
    assert (answer.status_code, answer.get_json()["details"]["field"]) == (422, "user_id")


def test_of_many_orders_one_that_is_refused_holds_up_no_other(app, shop, carol):
    mine = ORDER | {"user_id": numbers.of_customer(carol.id)}
    orders = [mine, mine | {"external_id": "S-2", "currency": "?"}, mine | {"external_id": "S-3"}, 7]
    results = shop.post("orders/create_many.json", {"orders": orders})["results"]
    assert [bool(one.get("success")) for one in results] == [True, False, True, False]
    assert facts_of(carol.id)["orders"] == 2


def test_agents_may_not_tell_orders_and_strangers_see_none(client, desk, shop, carol):
    ann = Program(client, desk.ann)
    assert ann.ask("POST", "orders.json", {"order": ORDER}).status_code == 403
    assert ann.ask("GET", "orders.json").status_code == 403
    assert (
        ann.ask("PUT", f"users/{numbers.of_customer(carol.id)}/facts.json", {"facts": {"points": 1}}).status_code == 403
    )


def test_an_order_is_changed_and_taken_back(app, shop, carol):
    order = shop.post("orders.json", {"order": ORDER | {"user_id": numbers.of_customer(carol.id)}})["order"]
    changed = shop.put(f"orders/{order['id']}.json", {"order": {"refunded": 20.5, "status": "delivered"}})["order"]
    assert (changed["refunded"], changed["total"], changed["external_id"]) == (20.5, 120.5, "S-1")
    assert shop.ask("DELETE", f"orders/{order['id']}.json").status_code == 204
    assert shop.get(f"users/{order['user_id']}/orders.json")["orders"] == []


def test_products_are_told_by_their_sku(shop):
    shop.post("products.json", {"product": {"sku": "T01", "name": "Tea", "price": 9.5, "currency": "USD"}})
    shop.post("products.json", {"product": {"sku": "T01", "name": "Green tea"}})
    assert [(one["sku"], one["name"]) for one in shop.get("products.json")["products"]] == [("T01", "Green tea")]


def test_facts_are_told_and_forgotten(shop, carol):
    path = f"users/{numbers.of_customer(carol.id)}/facts.json"
    shop.put(path, {"facts": {"points": 320, "plan": "Gold"}})
    told = shop.put(path, {"facts": {"plan": None, "since": "2019"}})["facts"]
    assert {one["key"]: one["value"] for one in told} == {"points": 320, "since": "2019"}
    assert shop.ask("PUT", path, {"facts": {"Bad Key": 1}}).status_code == 422


def test_a_segment_is_made_counted_and_listed(app, shop, carol):
    shop.post("orders.json", {"order": ORDER | {"user_id": numbers.of_customer(carol.id)}})
    settle(app)
    conditions = {"all": [{"field": "spend", "op": "at_least", "value": 100}]}
    assert shop.post("segments/count.json", {"conditions": conditions}) == {"count": 1}
    made = shop.post("segments.json", {"segment": {"name": "Spenders", "conditions": conditions}})["segment"]
    assert (made["key"], made["count"]) == ("spenders", 1)
    members = shop.get(f"segments/{made['id']}/users.json")["users"]
    assert [one["id"] for one in members] == [numbers.of_customer(carol.id)]
    wrong = {"segment": {"name": "X", "conditions": {"field": "x", "op": "is", "value": 1}}}
    assert shop.ask("POST", "segments.json", wrong).status_code == 422
    named = next(one for one in shop.get("segments.json")["segments"] if one["key"] == "new")
    assert shop.ask("DELETE", f"segments/{named['id']}.json").status_code == 422


def test_an_organization_takes_in_whoever_has_proven_an_address_there(app, shop, carol):
    claims = identify("email", "eve@acme.example", verified=False, how="form", name="Eve")[0]
    said = {"name": "Acme", "domain_names": ["ACME.example"], "external_id": "A-1", "shared_tickets": True}
    made = shop.post("organizations.json", {"organization": said})["organization"]
    assert (made["domain_names"], made["shared_tickets"]) == (["acme.example"], True)
    people = [one["id"] for one in shop.get(f"organizations/{made['id']}/users.json")["users"]]
    assert people == [numbers.of_customer(carol.id)]
    assert numbers.of_customer(claims.id) not in people
    settle(app)
    assert shop.get(f"users/{people[0]}.json")["user"]["organization_id"] == made["id"]


def test_no_two_organizations_share_a_name_or_a_domain_and_none_has_everybodys(shop):
    shop.post("organizations.json", {"organization": {"name": "Acme", "domain_names": ["acme.example"]}})
    for said, field in (
        ({"name": "ACME"}, "name"),
        ({"name": "Other", "domain_names": ["acme.example"]}, "domain_names"),
        ({"name": "Other", "domain_names": ["gmail.com"]}, "domain_names"),
        ({"name": "Other", "domain_names": ["no domain"]}, "domain_names"),
        ({"name": ""}, "name"),
    ):
        answer = shop.ask("POST", "organizations.json", {"organization": said})
        assert (answer.status_code, answer.get_json()["details"]["field"]) == (422, field)
    assert shop.get("organizations.json")["count"] == 1


def test_memberships_come_and_go(shop, carol):
    one = shop.post("organizations.json", {"organization": {"name": "Acme"}})["organization"]
    said = {"user_id": numbers.of_customer(carol.id), "organization_id": one["id"], "view_tickets": True}
    made = shop.post("organization_memberships.json", {"organization_membership": said})["organization_membership"]
    assert made["view_tickets"]
    assert shop.get(f"users/{said['user_id']}/organizations.json")["count"] == 1
    assert shop.ask("DELETE", f"organization_memberships/{made['id']}.json").status_code == 204
    assert shop.get("organization_memberships.json")["count"] == 0
