using System.Globalization;
using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>Reads an address as people write it: <c>postgresql://…</c> as libpq knows it, or an Npgsql connection string.</summary>
internal static class DatabaseAddressText
{
    private const string DefaultDatabase = "pulsepoint";
    private const int DefaultPort = 5432;

    // Neither the part nor the port is repeated: where a password holds one of these signs, it would be a piece of it.
    private const string Escaping = "in a password, write %2F for a slash and %3F for a question mark";
    private const string UnknownPart = $"has a part other than host, port, dbname, user, password, sslmode and sslrootcert; {Escaping}";

    private static readonly string[] s_schemes = ["postgresql://", "postgres://"];

    /// <summary>An address without user or password.</summary>
    /// <param name="text">What the setting holds.</param>
    /// <param name="setting">The setting's name, for the sentence that says what is wrong.</param>
    public static DatabaseAddress Parse(string text, string setting)
    {
        var address = Read(text, setting);
        if (address.User is not null || address.Password is not null)
            throw Wrong(setting, "must hold no user or password, they come from the key", ExampleOf(setting));

        return address;
    }

    /// <summary>An address with the credential of an operator.</summary>
    public static DatabaseAddress ParseWithCredential(string text, string setting)
    {
        var address = Read(text, setting);
        if (address.User is null || address.Password is null)
            throw Wrong(setting, "must hold a user and a password", ExampleOf(setting));

        return address;
    }

    private static DatabaseAddress Read(string text, string setting)
    {
        var scheme = Array.Find(s_schemes, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        var parts = scheme is null ? ReadNpgsql(text, setting) : ReadUrl(text[scheme.Length..], setting);

        var host = parts.GetValueOrDefault("host");
        if (string.IsNullOrEmpty(host))
            throw Wrong(setting, "names no host", ExampleOf(setting));
        if (host.Contains(','))
            throw Wrong(setting, "must name one host", ExampleOf(setting));

        return new DatabaseAddress
        {
            Host = host,
            Port = ReadPort(parts.GetValueOrDefault("port"), setting),
            Database = parts.GetValueOrDefault("dbname") is { Length: > 0 } database ? database : DefaultDatabase,
            User = parts.GetValueOrDefault("user"),
            Password = parts.GetValueOrDefault("password") is { } password ? new Secret(password) : null,
            RootCertificate = parts.GetValueOrDefault("sslrootcert"),
            Tls = ReadTls(parts.GetValueOrDefault("sslmode"), host, setting),
        };
    }

    // postgresql://[user[:password]@][host[:port]][/database][?name=value&…]; what the query names wins, as in libpq.
    private static Dictionary<string, string> ReadUrl(string rest, string setting)
    {
        var parts = new Dictionary<string, string>();

        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var beforeQuery = query < 0 ? rest : rest[..query];
        var slash = beforeQuery.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? beforeQuery : beforeQuery[..slash];
        if (slash >= 0 && slash + 1 < beforeQuery.Length)
            parts["dbname"] = Uri.UnescapeDataString(beforeQuery[(slash + 1)..]);

        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var colon = authority.IndexOf(':', StringComparison.Ordinal);
            var hasPassword = colon >= 0 && colon < at;
            parts["user"] = Uri.UnescapeDataString(authority[..(hasPassword ? colon : at)]);
            if (hasPassword)
                parts["password"] = Uri.UnescapeDataString(authority[(colon + 1)..at]);
        }

        ReadHostAndPort(authority[(at + 1)..], parts);

        foreach (var pair in query < 0 ? [] : rest[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            if (equals < 0 || name is not ("host" or "port" or "dbname" or "user" or "password" or "sslmode" or "sslrootcert"))
                throw Wrong(setting, UnknownPart, "postgresql://db.example.com:5432/pulsepoint?sslrootcert=/etc/ssl/db.pem");

            parts[name] = Uri.UnescapeDataString(pair[(equals + 1)..]);
        }

        return parts;
    }

    private static void ReadHostAndPort(string text, Dictionary<string, string> parts)
    {
        var endOfIpv6 = text.IndexOf(']', StringComparison.Ordinal);
        var colon = text.IndexOf(':', Math.Max(endOfIpv6, 0));
        var host = colon < 0 ? text : text[..colon];
        if (host.Length > 0)
            parts["host"] = Uri.UnescapeDataString(host.Trim('[', ']'));
        if (colon >= 0)
            parts["port"] = text[(colon + 1)..];
    }

    private static Dictionary<string, string> ReadNpgsql(string text, string setting)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception notOne) when (notOne is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Without the cause: its message repeats the text, which may hold a password.
            throw Wrong(setting, "is neither a URL nor a connection string", ExampleOf(setting));
        }

        var parts = new Dictionary<string, string>();
        foreach (string key in builder.Keys)
        {
            var name = key.ToUpperInvariant() switch
            {
                "HOST" => "host",
                "PORT" => "port",
                "DATABASE" => "dbname",
                "USERNAME" => "user",
                "PASSWORD" => "password",
                "SSL MODE" => "sslmode",
                "ROOT CERTIFICATE" => "sslrootcert",
                _ => throw Wrong(setting, UnknownPart, "Host=db.example.com;Port=5432;Database=pulsepoint"),
            };
            parts[name] = Convert.ToString(builder[key], CultureInfo.InvariantCulture) ?? "";
        }

        return parts;
    }

    private static int ReadPort(string? text, string setting)
    {
        if (text is null)
            return DefaultPort;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Wrong(setting, $"has a port that is no number up to 65535; {Escaping}", ExampleOf(setting));
    }

    private static SslMode ReadTls(string? text, string host, string setting)
    {
        var mode = text?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
        {
            null => (SslMode?)null,
            "DISABLE" => SslMode.Disable,
            "ALLOW" => SslMode.Allow,
            "PREFER" => SslMode.Prefer,
            "REQUIRE" => SslMode.Require,
            "VERIFYCA" => SslMode.VerifyCA,
            "VERIFYFULL" => SslMode.VerifyFull,
            _ => throw Wrong(setting, $"has the sslmode '{text}'", "postgresql://db.example.com:5432/pulsepoint?sslmode=verify-full"),
        };
        if (DatabaseAddress.IsThisMachine(host))
            return mode ?? SslMode.Disable;

        if (mode is SslMode.Disable or SslMode.Allow or SslMode.Prefer)
            throw Wrong(setting, $"turns TLS off for {host}, which is not this machine", $"postgresql://{host}/pulsepoint?sslmode=verify-full");

        return SslMode.VerifyFull;
    }

    // What is mended as the example says shall be right, and not wrong in the next way.
    private static string ExampleOf(string setting) => setting == "PULSEPOINT_DATABASE"
        ? "postgresql://db.example.com:5432/pulsepoint"
        : "postgresql://pp_platform:PASSWORD@db.example.com:5432/pulsepoint";

    private static SettingException Wrong(string setting, string what, string example) => new(setting, $"{what}.", example);
}
