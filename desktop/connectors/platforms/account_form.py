"""Checking what was filled in for an account, before anything is sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desktop.connectors.platforms.base import AccountFieldError

if TYPE_CHECKING:
    from desktop.connectors.platforms.base import AccountAccess, ConnectorField


def check_address(access: AccountAccess, field: ConnectorField) -> None:
    """Raise unless the field holds a web address without a password, a query or a fragment."""
    try:
        parts = urlsplit(access.values.get(field.key, "").strip())
        has_port_right = parts.port is None or parts.port > 0
    except ValueError:
        raise AccountFieldError(field.key, field.label) from None
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not (is_web and is_plain and has_port_right):
        raise AccountFieldError(field.key, field.label)


def check_value(access: AccountAccess, field: ConnectorField, pattern: str) -> None:
    """Raise unless the field holds what the pattern describes."""
    if not re.fullmatch(pattern, access.values.get(field.key, "").strip()):
        raise AccountFieldError(field.key, field.label)


def check_secret(access: AccountAccess, field: ConnectorField) -> None:
    """Raise unless the secret field holds anything."""
    secret = access.secrets.get(field.key)
    if secret is None or not secret.reveal().strip():
        raise AccountFieldError(field.key, field.label)


def address_in(access: AccountAccess, field: ConnectorField) -> str:
    """Return the address without the slashes at its end."""
    return access.values[field.key].strip().rstrip("/")
