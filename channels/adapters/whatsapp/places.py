"""Places and address cards, as a line to read and as a part."""


def location(given: dict) -> tuple[str, list, list]:
    """Text, no files, and the place."""
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    words = [str(given[name]) for name in ("name", "address") if given.get(name)]
    text = "📍 " + (", ".join(words) or f"{latitude:.5f}, {longitude:.5f}")
    return (
        text,
        [],
        [
            {
                "type": "location",
                "latitude": latitude,
                "longitude": longitude,
                "name": given.get("name"),
                "address": given.get("address"),
                "url": given.get("url"),
            }
        ],
    )


def contacts(given: list) -> tuple[str, list, list]:
    """Text, no files, and the cards."""
    parts = [_card(card) for card in given]
    lines = ["👤 " + " · ".join([part["name"], *part["phones"], *part["emails"]]) for part in parts]
    return "\n".join(lines), [], parts


def _card(card: dict) -> dict:
    name, phones = card.get("name") or {}, card.get("phones") or []
    return {
        "type": "contact",
        "name": str(name.get("formatted_name") or name.get("first_name") or ""),
        "phones": [
            str(phone.get("phone") or phone.get("wa_id"))
            for phone in phones
            if phone.get("phone") or phone.get("wa_id")
        ],
        "emails": [str(mail["email"]) for mail in card.get("emails") or [] if mail.get("email")],
        "company": (card.get("org") or {}).get("company"),
    }
