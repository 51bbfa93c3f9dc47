"""An order from the catalogue, as lines to read and as a part."""


def order(given: dict) -> tuple[str, list, list]:
    """Text, no files, and the order."""
    items = [_item(item) for item in given["product_items"]]
    lines = [f"🛒 {item['quantity']} × {item['id']} · {item['price']} {item['currency']}".rstrip() for item in items]
    words = [str(given["text"])] if given.get("text") else []
    return "\n".join([*words, *lines]), [], [{"type": "order", "catalog": given.get("catalog_id"), "items": items}]


def _item(item: dict) -> dict:
    return {
        "id": str(item["product_retailer_id"]),
        "quantity": item.get("quantity") or 1,
        "price": item.get("item_price") or "",
        "currency": item.get("currency") or "",
    }
