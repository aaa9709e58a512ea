using System.Net;
using System.Net.Sockets;

namespace Pulsepoint.Mcp.Alerts;

/// <summary>Whether an address is one of the internet at large: a webhook must not reach what only our own network can.</summary>
internal static class PublicAddress
{
    // Of this host, private, shared, link-local (where clouds keep their metadata), tests, multicast, reserved; and of IPv6
    // what wraps an IPv4 address, whose network decides by itself where it goes.
    private static readonly IPNetwork[] s_closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !s_closed.Any(n => n.Contains(plain));
    }
}
