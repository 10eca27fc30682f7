from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from desktop.devices import TRANSPORTS, list_transports, open_printer
from desktop.devices.base import PrinterSettings
from desktop.devices.device_file_transport import DeviceFileTransport
from desktop.devices.print_queue_transport import PrintQueueTransport
from desktop.devices.serial_transport import SerialTransport
from desktop.devices.tcp_transport import TcpTransport
from desktop.devices.windows_spooler_transport import WindowsSpoolerTransport
from desktop.domain.errors import DeviceError
from desktop.domain.receipt import PaperWidth
from desktop.domain.slips import sale_receipt
from desktop.services.printer_setup import NO_PRINTER
from desktop.services.settings_catalog import SETTING_BY_KEY
from tests.devices.papers import SALE
from tests.devices.virtual_printer import VirtualPrinter

RECEIPT = sale_receipt(SALE, PaperWidth.MM_58)


def golden():
    path = Path(__file__).parent / "golden" / "sale_58.txt"
    return path.read_text("utf-8").splitlines()


def on_paper(job: bytes) -> list[str]:
    paper = VirtualPrinter()
    paper.send(job)
    return paper.paper


def refusal_of(transport) -> DeviceError:
    with pytest.raises(DeviceError) as refusal:
        transport.send(b"a job")
    assert "已经记好" in str(refusal.value)
    return refusal.value


class NetworkPrinter:
    """Accepts one connection on loopback and keeps what it gets."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.job = b""
        self.thread = threading.Thread(target=self._receive)
        self.thread.start()

    def _receive(self):
        connection, _ = self.listener.accept()
        with connection:
            while part := connection.recv(4096):
                self.job += part

    def close(self):
        self.thread.join()
        self.listener.close()


def test_a_receipt_goes_over_the_network_whole():
    printer = NetworkPrinter()
    values = {"host": "127.0.0.1", "port": str(printer.port)}

    open_printer(PrinterSettings("tcp", values)).print_receipt(RECEIPT)

    printer.close()
    assert on_paper(printer.job) == golden()


def test_a_network_printer_that_is_off_is_said_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    assert refusal_of(TcpTransport("127.0.0.1", port)).code == "printer_no_answer"


def test_a_network_printer_that_takes_nothing_ends_at_the_time_out():
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        transport = TcpTransport("127.0.0.1", listener.getsockname()[1], timeout_seconds=0.1)
        with pytest.raises(DeviceError):
            transport.send(b"x" * 20_000_000)


def test_a_name_no_computer_has_is_an_answer_too():
    assert refusal_of(TcpTransport("printer\u0000.invalid", 9100)).code == "printer_no_answer"


def test_jobs_are_appended_to_the_file(tmp_path):
    printer = open_printer(PrinterSettings("file", {"path": str(tmp_path / "paper.bin")}))

    printer.print_receipt(RECEIPT)
    printer.print_receipt(RECEIPT)

    assert on_paper((tmp_path / "paper.bin").read_bytes()) == golden() * 2


def test_a_file_that_cannot_be_written_is_a_printer_that_does_not_answer(tmp_path):
    printer = open_printer(PrinterSettings("file", {"path": str(tmp_path / "no" / "paper.bin")}))

    with pytest.raises(DeviceError) as refusal:
        printer.print_receipt(RECEIPT)
    assert refusal.value.code == "printer_no_answer"


@pytest.mark.skipif(sys.platform == "win32", reason="device files are not of Windows")
def test_a_receipt_goes_to_a_device_file(tmp_path):
    path = tmp_path / "lp0"
    os.mkfifo(path)
    received = bytearray()
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    values = {"path": str(path)}

    open_printer(PrinterSettings("device", values)).print_receipt(RECEIPT)

    received += os.read(reader, 65536)
    os.close(reader)
    assert on_paper(bytes(received)) == golden()


@pytest.mark.skipif(sys.platform == "win32", reason="device files are not of Windows")
def test_a_device_out_of_paper_does_not_hold_the_lane_for_ever(tmp_path):
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    with pytest.raises(DeviceError) as refusal:
        DeviceFileTransport(str(path), timeout_seconds=0.05).send(b"x" * 1_000_000)

    os.close(reader)
    assert refusal.value.code == "printer_no_answer"


def test_a_missing_device_is_not_made_into_a_file(tmp_path):
    refusal_of(DeviceFileTransport(str(tmp_path / "lp9")))

    assert not (tmp_path / "lp9").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for lp")
def test_the_print_queue_gets_the_raw_job(tmp_path):
    program = tmp_path / "lp"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\ncat > {tmp_path}/job\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    PrintQueueTransport("front desk; rm -rf", str(program)).send(b"\x1b@job\n")

    assert (tmp_path / "job").read_bytes() == b"\x1b@job\n"
    assert (tmp_path / "words").read_text() == "-d front desk; rm -rf -o raw -s\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for lp")
def test_a_queue_that_refuses_says_why(tmp_path):
    program = tmp_path / "lp"
    program.write_text('#!/bin/sh\ncat > /dev/null\necho "lp: no such queue" >&2\nexit 1\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)

    assert "no such queue" in str(refusal_of(PrintQueueTransport("x", str(program))))


def test_a_machine_without_a_print_queue_is_said_in_one_sentence(tmp_path):
    refusal_of(PrintQueueTransport("x", str(tmp_path / "lp")))


def test_the_serial_port_takes_the_job_and_a_missing_one_is_said():
    SerialTransport("loop://", 9600).send(b"job")

    refusal_of(SerialTransport("/dev/ttyNONE9", 9600))


@pytest.mark.skipif(sys.platform == "win32", reason="there it would print")
def test_the_windows_spooler_elsewhere_is_a_printer_that_does_not_answer():
    refusal_of(WindowsSpoolerTransport("XP-58"))


@pytest.mark.parametrize("choice", TRANSPORTS, ids=[choice.key for choice in TRANSPORTS])
def test_a_transport_without_its_required_fields_is_not_set_up(choice):
    required = [field for field in choice.fields if field.is_required and not field.default]
    if not required:
        assert choice.connect({})
        return
    with pytest.raises(DeviceError) as refusal:
        choice.connect({})
    assert refusal.value.code == "printer_not_set_up"


@pytest.mark.parametrize("port", ["0", "65536", "９１００", "abc", "-1"])
def test_a_port_that_is_no_port_is_not_set_up(port):
    with pytest.raises(DeviceError) as refusal:
        open_printer(PrinterSettings("tcp", {"host": "127.0.0.1", "port": port}))
    assert refusal.value.code == "printer_not_set_up"


def test_an_unknown_transport_is_not_set_up():
    with pytest.raises(DeviceError) as refusal:
        open_printer(PrinterSettings("telepathy", {}))
    assert refusal.value.code == "printer_not_set_up"


def test_each_system_is_offered_its_own_transports():
    offered = {
        system: [choice.key for choice in list_transports(system)]
        for system in ("linux", "win32", "darwin")
    }

    assert offered == {
        "linux": ["tcp", "queue", "device", "serial", "file"],
        "win32": ["tcp", "windows", "serial", "file"],
        "darwin": ["tcp", "queue", "serial", "file"],
    }
    in_settings = {
        system: {choice.value for choice in SETTING_BY_KEY["printer.kind"].choices_on(system)}
        for system in offered
    }
    assert in_settings == {system: {*keys, NO_PRINTER} for system, keys in offered.items()}
