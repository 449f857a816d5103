"""The server itself: ports, hosts, the end."""

import socket

import pytest
from web_case import make_case

from headwater.errors import InputError
from headwater.store.case import open_case
from headwater.web.serve import is_loopback, serve


def test_port_in_use_says_which_other_to_take(tmp_path):
    path = make_case(tmp_path / "case")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"port {port} .* in use.*--port {port + 1}"):
            serve(path, config=open_case(path).config, host="127.0.0.1", port=port, on_ready=print)


def test_address_of_another_machine_is_refused_with_advice(tmp_path):
    path = make_case(tmp_path / "case")
    with pytest.raises(InputError, match=r"--host 127\.0\.0\.1"):
        serve(path, config=open_case(path).config, host="192.0.2.1", port=0, on_ready=print)


@pytest.mark.parametrize(
    ("host", "is_own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.5.5.5", True), ("0.0.0.0", False), ("example.org", False)],
)
def test_loopback(host, is_own):
    assert is_loopback(host) is is_own
