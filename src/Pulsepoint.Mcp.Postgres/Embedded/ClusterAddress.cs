using System.Globalization;
using System.Text;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Where the cluster listens.</summary>
/// <param name="Host">The socket folder, or an IP address.</param>
/// <param name="Port">The port; on a socket it is part of the socket's name.</param>
internal sealed record ClusterAddress(string Host, int Port)
{
    /// <summary>The database that the product keeps its tables in; made by the migrator's bootstrap.</summary>
    public const string ProductDatabase = "pulsepoint";

    /// <summary>A socket's path may have 107 bytes on Linux and 103 on macOS; a little less is safe on both.</summary>
    private const int LongestSocketPath = 100;

    private const int SocketPort = 5432;

    public bool IsSocket => Host.StartsWith('/');

    public string SocketPath => string.Create(CultureInfo.InvariantCulture, $"{Host}/.s.PGSQL.{Port}");

    /// <summary>The socket in this folder, or null where sockets are not to be had.</summary>
    public static ClusterAddress? Socket(string folder)
    {
        var address = new ClusterAddress(folder, SocketPort);
        // In a host's name, a comma begins the next host and a colon the port.
        return OperatingSystem.IsWindows() || folder.AsSpan().ContainsAny(',', ':') || Encoding.UTF8.GetByteCount(address.SocketPath) > LongestSocketPath
            ? null
            : address;
    }

    public static ClusterAddress Loopback(int port) => new("127.0.0.1", port);

    /// <summary>Without user or password, in the form that psql understands, too.</summary>
    public string ToUri(string database = ProductDatabase) => IsSocket
        ? string.Create(CultureInfo.InvariantCulture, $"postgresql:///{database}?host={Uri.EscapeDataString(Host)}&port={Port}")
        : string.Create(CultureInfo.InvariantCulture, $"postgresql://{Host}:{Port}/{database}");
}
