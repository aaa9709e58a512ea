using System.Globalization;
using System.Text;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>The server's settings: what never changes, and where it listens.</summary>
internal static class ClusterSettings
{
    public const string ListenFileName = "pulsepoint-listen.conf";

    /// <summary>
    /// Appended to postgresql.conf once. Small, for one analyst's machine; fsync stays on. No replication, so the
    /// least WAL; no JIT, whose compilation costs more than these short queries.
    /// </summary>
    public const string Fixed = $"""

        # Pulsepoint
        max_connections = 60
        shared_buffers = 64MB
        jit = off
        wal_level = minimal
        max_wal_senders = 0
        min_wal_size = 32MB
        max_wal_size = 256MB
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_messages = warning
        log_statement = 'none'
        log_min_error_statement = panic
        include_if_exists = '{ListenFileName}'

        """;

    /// <summary>
    /// Written before every start. A file rather than pg_ctl's -o, which goes through a shell: a state folder may have
    /// spaces and quotes in its name.
    /// </summary>
    public static string Listen(ClusterAddress address)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"port = {address.Port}\n");
        text.Append(CultureInfo.InvariantCulture, $"listen_addresses = '{(address.IsSocket ? "" : address.Host)}'\n");
        text.Append(CultureInfo.InvariantCulture, $"unix_socket_directories = '{(address.IsSocket ? Quoted(address.Host) : "")}'\n");
        text.Append("unix_socket_permissions = 0700\n");
        return text.ToString();
    }

    /// <summary>As one element of a list (commas are data inside double quotes), inside a quoted setting.</summary>
    private static string Quoted(string folder) => $"\"{folder.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "''", StringComparison.Ordinal);
}
