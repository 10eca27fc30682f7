"""The connections under the HTTP door: every socket is known to the call it belongs to.

Belongs here: the requests and urllib3 subclasses. Imported only when something is first sent,
because requests costs start-up time.
Does not belong here: deadlines, limits, verdicts (``http_client``).
"""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any, Protocol

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.retry import Retry

if TYPE_CHECKING:
    import ssl


class WatchedCall(Protocol):
    """What a connection must tell about itself."""

    def attach(self, sock: socket.socket) -> None:
        """Make the socket known, before it connects."""

    def mark_sent(self) -> None:
        """Say that from now on the platform may have received something."""

    def connect_seconds_left(self) -> float:
        """Return how long one connection attempt may take."""


class _Active(threading.local):
    """The call this thread is making: requests has no way to hand it down."""

    call: WatchedCall | None = None


ACTIVE = _Active()


def _active_call() -> WatchedCall:
    call = ACTIVE.call
    if call is None:
        raise RuntimeError("a connection outside a call of the door")
    return call


class _WatchedConnection(HTTPConnection):
    """A connection that makes its socket known and says when the first byte leaves."""

    _is_in_tunnel = False

    def _new_conn(self) -> socket.socket:
        call = _active_call()
        try:
            addresses = socket.getaddrinfo(self._dns_host, self.port, 0, socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(str(error))) from error
        last_error: OSError | None = None
        for family, kind, protocol, _name, address in addresses:
            try:
                return self._connect_to(call, (family, kind, protocol), address)
            except OSError as error:
                last_error = error
        if isinstance(last_error, TimeoutError):
            raise ConnectTimeoutError(self, "connect") from last_error
        raise NewConnectionError(self, "connect") from last_error

    @staticmethod
    def _connect_to(call: WatchedCall, kind: tuple[int, int, int], address: Any) -> socket.socket:
        seconds = call.connect_seconds_left()
        if seconds <= 0:
            raise TimeoutError
        sock = socket.socket(*kind)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(seconds)
            call.attach(sock)
            sock.connect(address)
        except BaseException:
            sock.close()
            raise
        return sock

    def _tunnel(self) -> None:
        # What goes to a proxy before the tunnel stands has not gone to the platform.
        self._is_in_tunnel = True
        try:
            super()._tunnel()
        finally:
            self._is_in_tunnel = False

    def send(self, data: Any) -> None:
        """Connect first, so that a failure to connect is provably "not sent"."""
        if self.sock is None:
            self.connect()
        if not self._is_in_tunnel:
            _active_call().mark_sent()
        super().send(data)


class _WatchedTlsConnection(_WatchedConnection, HTTPSConnection):
    """The same over TLS: the handshake comes before the first byte."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsConnection


class _Adapter(HTTPAdapter):
    """No retries, our connections, our trust store, certificates always checked."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=Retry(0, read=False))

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named, ssl_context=self._tls)
        self._use_watched_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **named, ssl_context=self._tls)
        self._use_watched_pools(manager)
        return manager

    @staticmethod
    def _use_watched_pools(manager: Any) -> None:
        manager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}

    def cert_verify(self, conn: Any, url: str, verify: object, cert: object) -> None:
        """Require a certificate the system trusts; the bundle that requests brings is not added."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None


class DoorSession(requests.Session):
    """A session for one call: nothing from the environment, no redirects, no cookies kept."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.clear()
        self.mount("https://", _Adapter(tls))
        self.mount("http://", _Adapter(tls))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return None: requests would otherwise read a redirect's body without a limit."""
        del resp
        return None
