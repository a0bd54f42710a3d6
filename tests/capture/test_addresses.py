"""No address that is not public may be connected to, however it is written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.capture.addresses import reason_against


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.9.10", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("100.100.100.200", "private"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "metadata"),
        ("192.0.0.192", "reserved"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::7f00:1", "reserved"),
        ("fd00:ec2::254", "private"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "reserved"),
        ("2001:0:1234::1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "link-local"),
        ("::ffff:0:127.0.0.1", "reserved"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("64:ff9b:1::1", "private"),
        ("2002:7f00:1::", "loopback"),
        ("2002:c0a8:101::1", "private"),
        ("2a00::5efe:10.0.0.1", "private"),
        ("2a00::200:5efe:127.0.0.1", "loopback"),
        ("localhost", "unreadable"),
        ("2130706433", "unreadable"),
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str, reason: str) -> None:
    assert reason_against(address) == reason


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"],
)
def test_public_addresses_are_not(address: str) -> None:
    assert reason_against(address) is None


def test_what_is_allowed_is_that_and_no_more() -> None:
    assert reason_against("127.0.0.1", allowed=("127.0.0.1/32",)) is None
    assert reason_against("127.0.0.2", allowed=("127.0.0.1/32",)) == "loopback"
    assert reason_against("::ffff:127.0.0.1", allowed=("127.0.0.1/32",)) == "loopback"


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_in_disguise_is_as_good_as_itself(address: IPv4Address) -> None:
    reason = reason_against(str(address))
    number = int(address)
    disguises = ((0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80) | 1)
    assert {reason_against(str(IPv6Address(each))) for each in disguises} == {reason}


@given(st.ip_addresses())
def test_nothing_that_the_standard_library_calls_private_gets_through(address: IPv4Address | IPv6Address) -> None:
    if address.is_private or address.is_loopback or address.is_multicast or address.is_link_local:
        assert reason_against(str(address)) is not None
