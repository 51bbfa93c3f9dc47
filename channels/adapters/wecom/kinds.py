"""The kinds of message of 微信客服, and how each is read."""

from channels.channel import File, Inbound
from channels.tencent.words import said

MINI_PROGRAM = ("[mini program] {title}", "[小程序] {title}")
CARD = ("[business card] {name}", "[名片] {name}")
CHANNELS = {
    1: ("[video of 视频号] {who}: {title}", "[视频号动态] {who}：{title}"),
    2: ("[live stream of 视频号] {who}: {title}", "[视频号直播] {who}：{title}"),
    3: ("[card of 视频号] {who}", "[视频号名片] {who}"),
}
PRODUCT = ("[product] {title} {price} ({shop})", "[商品] {title} {price}（{shop}）")
ORDER = ("[order] {number} {title} {price} ({shop})", "[订单] {number} {title} {price}（{shop}）")
NOTE = ("[note of WeChat; it cannot be shown here]", "[微信笔记，此处无法显示]")
MERGED = ("[forwarded chat] {title}", "[聊天记录] {title}")


def _text(inbound: Inbound, content: dict, _settings: dict) -> None:
    inbound.text = str(content.get("content") or "")
    if chosen := content.get("menu_id"):
        inbound.parts = [{"type": "button", "title": inbound.text, "payload": str(chosen)}]


def _file(name: str, content_type: str):
    def read(inbound: Inbound, content: dict, _settings: dict) -> None:
        inbound.files = [File(name or "file", content_type, fetch={"media_id": str(content["media_id"]), "name": name})]

    return read


def _location(inbound: Inbound, content: dict, _settings: dict) -> None:
    name, address = str(content.get("name") or ""), str(content.get("address") or "")
    latitude, longitude = content.get("latitude"), content.get("longitude")
    inbound.parts = [
        {"type": "location", "latitude": latitude, "longitude": longitude, "name": name, "address": address}
    ]
    inbound.text = "📍 " + (", ".join(filter(None, (name, address))) or f"{latitude}, {longitude}")


def _link(inbound: Inbound, content: dict, _settings: dict) -> None:
    lines = (f"🔗 {content.get('title') or ''}", content.get("desc") or "", content.get("url") or "")
    inbound.text = "\n".join(str(line).strip() for line in lines if str(line).strip())


def _mini_program(inbound: Inbound, content: dict, settings: dict) -> None:
    inbound.text = said(settings, MINI_PROGRAM).format(title=content.get("title") or "")
    inbound.parts = [{"type": "product", "name": content.get("title") or "", "path": content.get("pagepath") or ""}]


def _card(inbound: Inbound, content: dict, settings: dict) -> None:
    name = str(content.get("userid") or "")
    inbound.text = said(settings, CARD).format(name=name)
    inbound.parts = [{"type": "contact", "name": name, "phones": []}]


def _channels(inbound: Inbound, content: dict, settings: dict) -> None:
    words = CHANNELS.get(content.get("sub_type"), CHANNELS[1])
    inbound.text = said(settings, words).format(who=content.get("nickname") or "", title=content.get("title") or "")


def _product(inbound: Inbound, content: dict, settings: dict) -> None:
    inbound.text = said(settings, PRODUCT).format(
        title=content.get("title") or "",
        price=content.get("sales_price") or "",
        shop=content.get("shop_nickname") or "",
    )


def _order(inbound: Inbound, content: dict, settings: dict) -> None:
    inbound.text = said(settings, ORDER).format(
        number=content.get("order_id") or "",
        title=content.get("product_titles") or "",
        price=content.get("price_wording") or "",
        shop=content.get("shop_nickname") or "",
    )


def _menu(inbound: Inbound, content: dict, _settings: dict) -> None:
    entries = [str((entry.get(entry.get("type")) or {}).get("content") or "") for entry in content.get("list") or []]
    lines = (content.get("head_content") or "", *entries, content.get("tail_content") or "")
    inbound.text = "\n".join(line for line in lines if line)


def _merged(inbound: Inbound, content: dict, settings: dict) -> None:
    lines = [f"{item.get('sender_name') or ''}: [{item.get('msgtype') or ''}]" for item in content.get("item") or []]
    inbound.text = "\n".join([said(settings, MERGED).format(title=content.get("title") or ""), *lines[:50]])


def _note(inbound: Inbound, _content: dict, settings: dict) -> None:
    inbound.text = said(settings, NOTE)


READERS = {
    "text": _text,
    "image": _file("picture.jpg", "image/jpeg"),
    "voice": _file("voice.amr", "audio/amr"),
    "video": _file("video.mp4", "video/mp4"),
    "file": _file("", "application/octet-stream"),
    "location": _location,
    "link": _link,
    "miniprogram": _mini_program,
    "business_card": _card,
    "channels": _channels,
    "channels_shop_product": _product,
    "channels_shop_order": _order,
    "msgmenu": _menu,
    "merged_msg": _merged,
    "note": _note,
}
