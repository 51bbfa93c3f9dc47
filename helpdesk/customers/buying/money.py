"""Money: the company's own currency, and what others are worth in it."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sqlalchemy import BigInteger, cast, func, select, update

from helpdesk.customers.buying.order import Order
from helpdesk.customers.choices import choose, chosen
from helpdesk.db import db, transaction

CHOICE = "money"
USUAL = {"currency": "CNY", "rates": {"USD": 7.1, "EUR": 7.8, "GBP": 9.1, "HKD": 0.91, "JPY": 0.048, "SGD": 5.4}}
MOST_HUNDREDTHS = 10**15


def money() -> dict:
    """{"currency": the company's own, "rates": {another: what one of it comes to}}."""
    return chosen(CHOICE, USUAL)


def hundredths(amount) -> int:
    """The amount in hundredths, half up. Raises ValueError for what is no amount."""
    try:
        value = (Decimal(str(amount)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    except (InvalidOperation, ValueError):
        raise ValueError("not an amount") from None
    if not 0 <= value <= MOST_HUNDREDTHS:
        raise ValueError("not an amount")
    return int(value)


def worth_of(amount: int, currency: str, kept: dict | None = None) -> int | None:
    """The hundredths in the company's own currency; None while nobody said what that currency is worth."""
    kept = kept or money()
    if currency == kept["currency"]:
        return amount
    rate = kept["rates"].get(currency)
    return None if rate is None else round(amount * rate)


def code_of(currency: str) -> str:
    """The currency's three letters. Raises ValueError."""
    code = str(currency).strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError("a currency is three letters")
    return code


@transaction()
def set_money(currency: str, rates: dict[str, float]) -> None:
    """From now on amounts come to this; every order is reckoned anew. Raises ValueError."""
    rates = {code_of(one): float(rate) for one, rate in rates.items()}
    if not all(0 < rate < 10**9 for rate in rates.values()):
        raise ValueError("a rate is more than nothing")
    kept = {"currency": code_of(currency), "rates": rates}
    choose(CHOICE, kept)
    left = Order.total - Order.refunded
    for code in db.session.scalars(_currencies()):
        rate = 1 if code == kept["currency"] else rates.get(code)
        worth = None if rate is None else left if rate == 1 else _rounded(left, rate)
        db.session.execute(update(Order).where(Order.currency == code).values(worth=worth))


def unknown_currencies() -> list[str]:
    """Currencies of orders that count for nothing because nobody said what they are worth."""
    kept = money()
    return [code for code in db.session.scalars(_currencies()) if worth_of(1, code, kept) is None]


def _currencies():
    return select(Order.currency).distinct().limit(200)


def _rounded(column, rate: float):
    return cast(func.round(column * rate), BigInteger)
