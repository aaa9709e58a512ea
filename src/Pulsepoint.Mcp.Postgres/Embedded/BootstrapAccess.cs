using Npgsql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>The embedded cluster's superuser, for the one bootstrap of roles and database; nothing else uses it.</summary>
internal sealed class BootstrapAccess(StateFolder state)
{
    public const string Superuser = "pp_bootstrap";

    private readonly ClusterFolders _folders = new(state);

    public string PasswordFile => _folders.PasswordFile;

    /// <summary>Where the cluster listens now. Ask while holding a lease.</summary>
    public ClusterAddress Address => PostmasterFile.Read(_folders.PostmasterFile)?.Address
        ?? throw Refusal.SourceUnavailable("The embedded database does not run.", "Run pulsepoint-mcp demo.");

    public string ConnectionString(string database = "postgres")
    {
        var address = Address;
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Username = Superuser,
            Password = File.ReadAllText(PasswordFile),
            Database = database,
            MaxPoolSize = 2,
            Timeout = 5,
        }.ConnectionString;
    }
}
