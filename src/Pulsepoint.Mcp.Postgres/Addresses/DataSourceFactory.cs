using System.Security.Authentication;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>Makes the pool of one login. Nothing is opened yet.</summary>
internal sealed class DataSourceFactory(PostgresOptions options)
{
    // Logins connect directly and the ceiling is the server's max_connections, so a process holds few and gives them back soon.
    private const int IdleSeconds = 15;
    private const int PruneEverySeconds = 5;

    // A server that hundreds knock at in the same moment lets them in at some tens a second, all at the same pace.
    private const int ConnectSeconds = 30;
    private const int CommandSeconds = 30;
    private const int LongestSessionSeconds = 8 * 60 * 60;

    // From its second use on: a process asks the same few questions, but a script may ask many different ones once.
    private const int UsesBeforeKept = 2;

    /// <param name="address">Where the database is.</param>
    /// <param name="login">Who logs in.</param>
    /// <param name="maxPoolSize">How many sessions at most.</param>
    /// <param name="keptStatements">
    /// How many statements a session keeps prepared. Where it keeps none, the driver's reset between two uses also throws away
    /// what the server planned inside functions, and planning takes longer than the work.
    /// </param>
    public NpgsqlDataSource Create(DatabaseAddress address, DatabaseLogin login, int maxPoolSize, int keptStatements = 0)
    {
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Database,
            Username = login.Role,
            Password = login.Password.Reveal(),
            SslMode = address.Tls,
            RootCertificate = address.RootCertificate,
            ApplicationName = "pulsepoint-mcp",
            MinPoolSize = 0,
            MaxPoolSize = maxPoolSize,
            ConnectionIdleLifetime = IdleSeconds,
            ConnectionPruningInterval = PruneEverySeconds,
            ConnectionLifetime = LongestSessionSeconds,
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            MaxAutoPrepare = keptStatements,
            AutoPrepareMinUsages = UsesBeforeKept,
        };

        // The slim builder leaves out what nobody here uses, which keeps the ahead-of-time binary small.
        var builder = new NpgsqlSlimDataSourceBuilder(text.ConnectionString);
        builder.EnableArrays();

        // Every statement here speaks in the server's own types, so asking it which others it has would be half of a login's cost.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        builder.EnableTransportSecurity();
        builder.UseSslClientAuthenticationOptionsCallback(tls =>
            tls.EnabledSslProtocols = options.AllowTls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13);
        return builder.Build();
    }
}
