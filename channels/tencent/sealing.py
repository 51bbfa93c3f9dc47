"""Sealed XML: what WeChat (safe mode) and WeCom put around a message, and who it is for.

AES-256-CBC under base64(EncodingAESKey + "="), the first 16 bytes of the key as IV, PKCS7 padding to 32 bytes; inside
stand 16 random bytes, the length of the XML in four, the XML, and the account that it is meant for.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


def signature(*parts: str) -> str:
    """SHA-1 of the sorted parts, in hex."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def is_signed(given: str, *parts: str) -> bool:
    """Whether this is the signature of these parts; the same time for every wrong one."""
    return hmac.compare_digest(signature(*parts).encode(), given.encode())


def opened(envelope: str, encoding_key: str, receive_id: str) -> bytes | None:
    """What is sealed for this account; None for whatever reason it is not. No reason shows: that would be an oracle."""
    try:
        data, cipher = base64.b64decode(envelope, validate=True), _cipher(encoding_key)
        decryptor = cipher.decryptor()
        plain = decryptor.update(data) + decryptor.finalize()
    except ValueError:
        return None
    return _content(plain, receive_id.encode())


def sealed(content: bytes, encoding_key: str, receive_id: str) -> str:
    """Seal this for the account."""
    plain = secrets.token_bytes(16) + len(content).to_bytes(4, "big") + content + receive_id.encode()
    padding = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(encoding_key).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()).decode()


def is_key(encoding_key: str) -> bool:
    """Whether this is an EncodingAESKey: 43 letters and digits."""
    return len(encoding_key) == 43 and encoding_key.isascii() and encoding_key.isalnum()


def _cipher(encoding_key: str) -> Cipher:
    key = base64.b64decode(encoding_key + "=", validate=True)
    if len(key) != 32:
        raise ValueError("not an EncodingAESKey")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _content(plain: bytes, receive_id: bytes) -> bytes | None:
    padding = plain[-1] if plain else 0
    end = 20 + int.from_bytes(plain[16:20], "big")
    body_end = len(plain) - padding
    # All of it is looked at before any of it counts, so that a wrong padding takes as long as a wrong account.
    fits = (1 <= padding <= BLOCK) & (20 <= end <= body_end)
    padded = hmac.compare_digest(plain[body_end:], bytes([padding]) * padding)
    ours = hmac.compare_digest(plain[min(end, len(plain)) : max(body_end, 0)], receive_id)
    return plain[20:end] if fits & padded & ours & bool(receive_id) else None
