"""IP addresses that no page may lead us to.  An address in, or the reason why it is refused.

A page, a redirect and a name server are other people's words: none of them may turn Dateline against the
machine or the network that it runs in. So the address itself is looked at, at the moment of connecting.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

__all__ = ["reason_against"]

_REFUSED = tuple(
    (ip_network(network), reason)
    for network, reason in (
        # IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates).
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "private"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "private"),
        ("198.51.100.0/24", "reserved"),
        ("203.0.113.0/24", "reserved"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        # A cloud's own services at an address that looks public.
        ("168.63.129.16/32", "metadata"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        # IPv4 in IPv6, the outdated way: nothing public answers there.
        ("::/96", "reserved"),
        ("::ffff:0:0:0/96", "reserved"),
        ("64:ff9b:1::/48", "private"),
        ("100::/64", "reserved"),
        # Teredo, benchmarking, ORCHID: nothing of 2001::/23 is a web server's.
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "reserved"),
        ("2620:4f:8000::/48", "reserved"),
        ("3fff::/20", "reserved"),
        ("5f00::/16", "reserved"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_NAT64 = ip_network("64:ff9b::/96")
_ISATAP = 0x5EFE
_IPV4 = 0xFFFFFFFF


def reason_against(address: str, *, allowed: Sequence[str] = ()) -> str | None:
    """Why this numeric address may not be connected to (``loopback``, ``private``, ..), or None where it may.

    `allowed` are networks that may be connected to although they are not public (``127.0.0.1/32``). An IPv6
    address that carries an IPv4 one (mapped, NAT64, 6to4, ISATAP) is only as good as that.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unreadable"
    if any(found in ip_network(network) for network in allowed):
        return None
    for inner in (found, *_carried(found)):
        reason = next((reason for network, reason in _REFUSED if inner in network), None)
        if reason is not None:
            return reason
    return None


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour]
    if address in _NAT64 or (int(address) >> 32) & 0xFDFFFFFF == _ISATAP:
        found.append(IPv4Address(int(address) & _IPV4))
    return [each for each in found if each is not None]
