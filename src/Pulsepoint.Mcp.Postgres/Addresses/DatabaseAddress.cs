using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>Where a database is, and for operators who logs in. Tenants' addresses have no user.</summary>
internal sealed record DatabaseAddress
{
    /// <summary>A host name, an IP address, or the folder of a unix socket.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string Database { get; init; }

    public string? User { get; init; }

    public Secret? Password { get; init; }

    public string? RootCertificate { get; init; }

    /// <summary>A connection that leaves this machine is always encrypted and verified in full.</summary>
    public required SslMode Tls { get; init; }

    public static bool IsThisMachine(string host) =>
        host.StartsWith('/')
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
