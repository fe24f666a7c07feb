"""Nothing leaves the machine."""

import ipaddress
import sys

import ifaddr

SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def stay_on_this_machine():
    """From now on whatever is sent to an address that is not of this machine, and every look-up of a name, fails."""
    own = {"127.0.0.1", "::1"}
    for adapter in ifaddr.get_adapters():
        for address in adapter.ips:
            own.add(address.ip if address.is_IPv4 else address.ip[0])

    def check(event, arguments):
        if event in SENDING:
            address = arguments[1]
            if isinstance(address, tuple) and address[0] not in own:
                raise OSError(f"{event}: {address[0]} is not this machine")
        elif event == "socket.getaddrinfo":
            host = arguments[0]
            if host is not None:
                ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)

    sys.addaudithook(check)
