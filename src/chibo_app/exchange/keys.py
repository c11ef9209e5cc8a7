"""A cell's own keys, kept inside the book: one to sign packages, one to open its own packages again."""

from __future__ import annotations

from dataclasses import dataclass, field

from chibo_app.exchange import sealed, signing
from chibo_app.store import Store

_SIGNING, _AGE = "signing_key:", "age_identity:"


@dataclass(frozen=True)
class OwnKeys:
    """The keys of one cell. The secret halves never leave the book."""

    signing_secret: str = field(repr=False)
    identity: str = field(repr=False)

    @property
    def signer(self) -> str:
        """The public signing key, as hexadecimal text."""
        return signing.public_of(self.signing_secret)

    @property
    def recipient(self) -> str:
        """The public age key."""
        return sealed.public_of(self.identity)


def own_keys(store: Store, cell_id: str) -> OwnKeys:
    """Return the keys of a cell, making them at first use."""
    secret = store.meta(_SIGNING + cell_id)
    if secret is None:
        store.set_meta(_SIGNING + cell_id, secret := signing.new_secret())
    identity = store.meta(_AGE + cell_id)
    if identity is None:
        store.set_meta(_AGE + cell_id, identity := sealed.new_identity()[0])
    return OwnKeys(secret, identity)
