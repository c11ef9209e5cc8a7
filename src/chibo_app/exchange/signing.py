"""Ed25519 signatures over manifests, and the fingerprint people compare by telephone."""

from __future__ import annotations

import hashlib

_RAW = 32  # bytes of an Ed25519 key


def new_secret() -> str:
    """Return a new signing key as hexadecimal text."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_of(secret: str) -> str:
    """Return the public key of a signing key, as hexadecimal text."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    return key.public_key().public_bytes_raw().hex()


def sign(content: bytes, secret: str) -> bytes:
    """Return the raw signature (64 bytes) over exactly these bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).sign(content)


def is_signed(content: bytes, signature: bytes, public: str) -> bool:
    """Tell whether a signature over these bytes was made by the owner of a public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw = bytes.fromhex(public)
        if len(raw) != _RAW:
            return False
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Return a short form of a public key (signing or age) in groups, to be compared by telephone."""
    digest = hashlib.sha256(public.encode()).hexdigest()[:20]
    return "-".join(digest[start : start + 4] for start in range(0, len(digest), 4))
