from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.connectors.http_call import CallLimits, HttpOutcome, Pace, PreparedCall, Transport
from desktop.connectors.http_client import HttpClient, is_loopback
from tests.connectors.fault_server import FaultServer, fault_server, response, unused_port

pytestmark = pytest.mark.timeout(20)
SHORT = CallLimits(total_seconds=0.6, connect_seconds=0.5)
GOOD = response(b'{"code":200}')


def call_to(url: str, limits: CallLimits = SHORT, **named: object) -> PreparedCall:
    return PreparedCall("order", f"{url}/trade", b"a=1", limits=limits, **named)  # type: ignore[arg-type]


def silent_on(server_of: list[FaultServer]) -> Callable[[socket.socket], None]:
    def be_silent(connection: socket.socket) -> None:
        server_of[0].wait(30)

    return be_silent


def dripping(server_of: list[FaultServer], start: bytes) -> Callable[[socket.socket], None]:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while not server_of[0].wait(0.05):
            connection.sendall(b"x")

    return drip


def kept_in(seen: list[int]) -> Callable[[int], bool]:
    def keep(count: int) -> bool:
        seen.append(count)
        return True

    return keep


class TestHowFarACallGot:
    def test_a_whole_answer_is_answered_with_status_type_and_body(self):
        with fault_server(GOOD) as server:
            outcome = HttpClient().send(call_to(server.url))
        assert outcome.transport is Transport.ANSWERED
        assert (outcome.status, outcome.body) == (200, b'{"code":200}')
        assert outcome.content_type == "application/json;charset=utf-8"
        assert server.requests[0].endswith(b"\r\n\r\na=1")

    def test_an_error_status_is_answered_too_and_never_retried(self):
        with fault_server(response(b"no", "500 Broken")) as server:
            outcome = HttpClient().send(call_to(server.url))
        assert (outcome.transport, outcome.status) == (Transport.ANSWERED, 500)
        assert len(server.requests) == 1

    def test_a_closed_port_is_not_sent(self):
        outcome = HttpClient().send(call_to(f"http://127.0.0.1:{unused_port()}"))
        assert outcome.transport is Transport.NOT_SENT

    def test_a_name_that_does_not_exist_is_not_sent(self):
        call = call_to("https://shop.invalid", CallLimits(5, 5))
        assert HttpClient().send(call).transport is Transport.NOT_SENT

    @pytest.mark.parametrize(
        "url", ["ftp://127.0.0.1", "http://[::1", "https://", "nonsense", "https://" + "a" * 70]
    )
    def test_an_address_that_is_none_is_not_sent(self, url: str):
        assert HttpClient().send(call_to(url)).transport is Transport.NOT_SENT

    def test_a_server_that_reads_and_hangs_up_may_have_acted(self):
        with fault_server(lambda connection: None) as server:
            outcome = HttpClient().send(call_to(server.url))
        assert outcome.transport is Transport.SENT_UNKNOWN
        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        "whole",
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
            b"garbage\r\n\r\n",
            b"",
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        ],
    )
    def test_a_cut_or_odd_answer_is_unknown(self, whole: bytes):
        with fault_server(whole) as server:
            outcome = HttpClient().send(call_to(server.url))
        assert outcome.transport is Transport.SENT_UNKNOWN
        assert outcome.body == b""

    @pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Again"])
    def test_a_redirect_is_unknown_and_goes_nowhere(self, status: str):
        with fault_server(GOOD) as other:
            redirect = response(b"", status, extra=f"Location: {other.url}/x\r\n")
            with fault_server(redirect) as server:
                outcome = HttpClient().send(call_to(server.url))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "redirect")
        assert other.requests == []


class TestDeadline:
    def test_silence_ends_at_the_deadline(self):
        servers: list[FaultServer] = []
        with fault_server(silent_on(servers)) as server:
            servers.append(server)
            outcome = HttpClient().send(call_to(server.url))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "deadline")

    @pytest.mark.parametrize(
        "start",
        [
            b"HTTP/1.1 200 OK\r\nX-Slow: ",
            b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ],
        ids=["in the headers", "in the body", "in a body of unknown length"],
    )
    def test_a_byte_at_a_time_does_not_stretch_it(self, start: bytes):
        servers: list[FaultServer] = []
        with fault_server(dripping(servers, start)) as server:
            servers.append(server)
            outcome = HttpClient().send(call_to(server.url))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "deadline")

    def test_a_tls_handshake_that_never_ends_is_not_sent(self):
        listener = socket.create_server(("127.0.0.1", 0))
        with listener:
            url = f"https://127.0.0.1:{listener.getsockname()[1]}"
            outcome = HttpClient().send(call_to(url, CallLimits(0.5, 10)))
        assert (outcome.transport, outcome.reason) == (Transport.NOT_SENT, "deadline")

    def test_many_calls_share_one_timer_thread(self):
        servers: list[FaultServer] = []
        with fault_server(silent_on(servers)) as server:
            servers.append(server)
            door = HttpClient()
            outcomes: list[HttpOutcome] = []
            callers = [
                threading.Thread(target=lambda: outcomes.append(door.send(call_to(server.url))))
                for _ in range(6)
            ]
            for caller in callers:
                caller.start()
            for caller in callers:
                caller.join()
        assert {outcome.reason for outcome in outcomes} == {"deadline"}
        names = [thread.name for thread in threading.enumerate()]
        assert names.count("deadline") == 1

    def test_a_short_call_is_not_held_up_by_a_long_one(self):
        servers: list[FaultServer] = []
        release = threading.Event()

        def silent(connection: socket.socket) -> None:
            release.wait(15)
            connection.sendall(GOOD)

        with fault_server(silent) as server:
            servers.append(server)
            door = HttpClient()
            long_outcomes: list[HttpOutcome] = []
            long_call = call_to(server.url, CallLimits(15, 1))
            caller = threading.Thread(target=lambda: long_outcomes.append(door.send(long_call)))
            caller.start()
            assert door.send(call_to(server.url)).reason == "deadline"
            release.set()
            caller.join()
        assert long_outcomes[0].transport is Transport.ANSWERED


class TestSize:
    LIMITS = CallLimits(5, 1, body_bytes=1000)

    def test_a_body_up_to_the_limit_is_taken(self):
        with fault_server(response(b"x" * 1000)) as server:
            assert HttpClient().send(call_to(server.url, self.LIMITS)).body == b"x" * 1000

    def test_a_larger_body_is_unknown_and_not_kept(self):
        with fault_server(response(b"x" * 1001)) as server:
            outcome = HttpClient().send(call_to(server.url, self.LIMITS))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "too_big")

    def test_a_zip_bomb_stops_at_the_limit(self):
        bomb = gzip.compress(b"\0" * 200_000_000, 6)
        with fault_server(response(bomb, extra="Content-Encoding: gzip\r\n")) as server:
            outcome = HttpClient().send(call_to(server.url, CallLimits(15, 1)))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "too_big")

    def test_a_catalogue_goes_to_a_file_that_is_gone_afterwards(self):
        seen: list[int] = []
        with fault_server(response(b"y" * 300_000)) as server:
            call = call_to(server.url, CallLimits(5, 1, body_bytes=400_000))
            door = HttpClient()
            with door.send_to_file(call, kept_in(seen)) as outcome:
                path = outcome.body_file
                assert path is not None
                assert path.read_bytes() == b"y" * 300_000
                assert outcome.body == b""
        assert not path.exists()
        assert seen[-1] == 300_000

    def test_a_catalogue_can_be_stopped(self):
        with fault_server(response(b"y" * 300_000)) as server:
            call = call_to(server.url, CallLimits(5, 1, body_bytes=400_000))
            with HttpClient().send_to_file(call, lambda count: False) as outcome:
                assert (outcome.reason, outcome.body_file) == ("stopped", None)


class TestWhatLeaves:
    def test_plain_http_leaves_the_machine_only_with_consent(self):
        outcome = HttpClient().send(call_to("http://192.0.2.1"))
        assert (outcome.transport, outcome.reason) == (Transport.NOT_SENT, "plain_http_refused")

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("http://127.0.0.1:8", True),
            ("http://127.9.9.9", True),
            ("http://[::1]:8", True),
            ("http://localhost", True),
            ("http://127.0.0.1.example.com", False),
            ("http://127.0.0.1@example.com", False),
            ("http://10.0.0.1", False),
        ],
    )
    def test_loopback_is_told_by_the_host_alone(self, url: str, expected: bool):
        assert is_loopback(url) is expected

    def test_the_environment_is_not_asked(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login me password canary\n")
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port()}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{unused_port()}")
        with fault_server(GOOD) as server:
            outcome = HttpClient().send(call_to(server.url))
        assert outcome.transport is Transport.ANSWERED
        assert b"authorization" not in server.requests[0].lower()

    def test_a_proxy_is_used_only_when_given(self):
        with fault_server(GOOD) as proxy:
            unasked = call_to("http://shop.invalid", proxy_url=proxy.url)
            assert HttpClient().send(unasked).reason == "plain_http_refused"
            call = call_to("http://shop.invalid", is_plain_http_allowed=True, proxy_url=proxy.url)
            assert HttpClient().send(call).transport is Transport.ANSWERED
        assert len(proxy.requests) == 1
        assert proxy.requests[0].startswith(b"POST http://shop.invalid/trade")

    def test_a_proxy_that_refuses_the_tunnel_means_not_sent(self):
        with fault_server(response(b"", "403 No")) as proxy:
            outcome = HttpClient().send(call_to("https://shop.invalid", proxy_url=proxy.url))
        assert outcome.transport is Transport.NOT_SENT
        assert proxy.requests[0].startswith(b"CONNECT shop.invalid:443")

    def test_no_cookie_is_kept_between_calls(self):
        with fault_server(response(b"{}", extra="Set-Cookie: a=b; Path=/\r\n")) as server:
            door = HttpClient()
            door.send(call_to(server.url))
            door.send(call_to(server.url))
        assert all(b"cookie" not in request.lower() for request in server.requests)

    def test_neither_query_nor_body_is_logged(self, caplog: pytest.LogCaptureFixture):
        caplog.set_level(logging.DEBUG)
        with fault_server(response(b"canary-answer", "302 Found")) as server:
            call = PreparedCall("pay", f"{server.url}/x?key=canary-key", b"canary-body")
            outcome = HttpClient().send(call)
        HttpClient().send(PreparedCall("pay", "http://127.0.0.1:1/x?key=canary-key", b"canary"))
        assert "pay: sent_unknown (redirect)" in caplog.text
        assert "canary" not in caplog.text + repr(call) + repr(outcome)


class TestKeeping:
    def test_a_call_comes_back_from_storage_byte_for_byte(self):
        call = PreparedCall("order", "https://a/b", bytes(range(256)), headers=(("X", "y"),))
        again = PreparedCall.from_bytes(call.to_bytes(), limits=call.limits)
        assert again == call
        assert again.digest == call.digest

    def test_an_outcome_comes_back_from_storage(self):
        outcome = HttpOutcome(Transport.ANSWERED, "ok", 200, "text/html", bytes(range(256)))
        assert HttpOutcome.from_bytes(outcome.to_bytes()) == outcome

    def test_another_byte_is_another_digest(self):
        assert (
            PreparedCall("o", "https://a", b"1").digest
            != PreparedCall("o", "https://a", b"2").digest
        )


class Authority(NamedTuple):
    path: Path
    make: Callable[..., ssl.SSLContext]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test root")])
    now = dt.datetime.now(dt.UTC)
    day = dt.timedelta(days=1)

    def builder(subject: x509.Name, public: ec.EllipticCurvePublicKey, end: dt.datetime):
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 9 * day)
            .not_valid_after(end)
        )

    root = (
        builder(name, key.public_key(), now + 9 * day)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "root.pem"
    path.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def make(host: str = "127.0.0.1", *, is_expired: bool = False, is_self_signed: bool = False):
        own = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        alternative: x509.GeneralName = x509.DNSName(host)
        if host[0].isdigit():
            alternative = x509.IPAddress(ipaddress.ip_address(host))
        end = now - day if is_expired else now + day
        certificate = (
            builder(subject, own.public_key(), end)
            .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
            .sign(own if is_self_signed else key, hashes.SHA256())
        )
        pem = folder / f"{host}{is_expired}{is_self_signed}.pem"
        pem.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + own.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    return Authority(path, make)


class TestTls:
    @pytest.fixture
    def door(self, authority: Authority) -> HttpClient:
        return HttpClient(lambda: ssl.create_default_context(cafile=authority.path))

    def test_a_trusted_shop_is_answered(self, door: HttpClient, authority: Authority):
        with fault_server(GOOD, authority.make()) as server:
            outcome = door.send(call_to(server.url, CallLimits(5, 5)))
        assert outcome.transport is Transport.ANSWERED

    @pytest.mark.parametrize(
        "fault", [{"is_expired": True}, {"host": "other.example"}, {"is_self_signed": True}]
    )
    def test_a_certificate_that_is_not_good_means_not_sent(
        self, door: HttpClient, authority: Authority, fault: dict[str, object]
    ):
        with fault_server(GOOD, authority.make(**fault)) as server:
            outcome = door.send(call_to(server.url, CallLimits(5, 5)))
        assert outcome.transport is Transport.NOT_SENT
        assert server.requests == []

    def test_an_authority_the_system_does_not_know_means_not_sent(self, authority: Authority):
        with fault_server(GOOD, authority.make()) as server:
            outcome = HttpClient().send(call_to(server.url, CallLimits(5, 5)))
        assert outcome.transport is Transport.NOT_SENT

    def test_a_drip_over_tls_ends_at_the_deadline(self, door: HttpClient, authority: Authority):
        servers: list[FaultServer] = []
        drip = dripping(servers, b"HTTP/1.1 200 OK\r\n\r\n")
        with fault_server(drip, authority.make()) as server:
            servers.append(server)
            outcome = door.send(call_to(server.url))
        assert (outcome.transport, outcome.reason) == (Transport.SENT_UNKNOWN, "deadline")

    def test_old_tls_is_not_spoken(self):
        from desktop.connectors.http_client import trusted_tls

        assert trusted_tls().minimum_version is ssl.TLSVersion.TLSv1_2


class TestThePaceOfAPlatform:
    def test_calls_of_a_sort_wait_for_their_turn_and_others_do_not(self):
        waited: list[float] = []
        door = HttpClient(wait=waited.append)
        with fault_server(GOOD) as server:
            for sort in ("list", "list", "list", "order"):
                door.send(call_to(server.url, pace=Pace(sort, 1000)))
            door.send(call_to(server.url))
        assert [round(seconds, -2) for seconds in waited] == [0, 1000, 2000, 0]


def test_the_digest_of_a_call_does_not_help_to_guess_the_password_in_it():
    calls = [
        PreparedCall(
            "order", "https://a", f"user=a&pass={word}&num={count}".encode(), password=word.encode()
        )
        for word, count in (("hunter2", 1), ("correct horse", 1), ("hunter2", 2))
    ]
    assert calls[0].digest == calls[1].digest
    assert calls[0].digest != calls[2].digest
    assert "hunter2" not in repr(calls[0])
