using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>Finds where an operator logs in and with what: the operator's own setting, or the embedded cluster's files.</summary>
internal sealed class OperatorCredentials(
    PostgresOptions options, IDatabaseAddress address, OperatorSecrets secrets, BootstrapAccess? bootstrap)
{
    public const string Migrator = "pp_migrator";
    public const string Platform = "pp_platform";

    public async ValueTask<(DatabaseAddress Address, DatabaseLogin Login)> FindAsync(OperatorRole role, CancellationToken cancellationToken)
    {
        var (setting, text) = role switch
        {
            OperatorRole.Bootstrap => ("PULSEPOINT_BOOTSTRAP_DATABASE", options.BootstrapDatabase),
            OperatorRole.Migrator => ("PULSEPOINT_MIGRATOR_DATABASE", options.MigratorDatabase),
            _ => ("PULSEPOINT_PLATFORM_DATABASE", options.PlatformDatabase),
        };
        if (text is not null)
        {
            var configured = DatabaseAddressText.ParseWithCredential(text, setting);
            return (configured, new DatabaseLogin(configured.User!, configured.Password!)); // both are required by the parser
        }

        if (options.Database is not null)
        {
            throw Refusal.SourceUnavailable(
                $"{setting} is not set.",
                $"Set {setting}=postgresql://USER:PASSWORD@HOST:5432/pulsepoint on the operator's machine.");
        }

        return (await address.ResolveAsync(cancellationToken), Embedded(role));
    }

    /// <summary>The operators' passwords that bootstrapping is to set.</summary>
    public (DatabaseLogin Migrator, DatabaseLogin Platform) ToBootstrap()
    {
        if (options.BootstrapDatabase is null && options.Database is null)
            return (secrets.ReadOrMake(Migrator), secrets.ReadOrMake(Platform));

        return (Configured(options.MigratorDatabase, "PULSEPOINT_MIGRATOR_DATABASE", Migrator),
            Configured(options.PlatformDatabase, "PULSEPOINT_PLATFORM_DATABASE", Platform));
    }

    private static DatabaseLogin Configured(string? text, string setting, string role)
    {
        if (text is null)
        {
            throw Refusal.SourceUnavailable(
                $"Bootstrapping needs the password that {role} is to have.",
                $"Set {setting}=postgresql://{role}:PASSWORD@HOST:5432/pulsepoint.");
        }

        var address = DatabaseAddressText.ParseWithCredential(text, setting);
        return address.User == role
            ? new DatabaseLogin(role, address.Password!) // required by the parser
            : throw new SettingException(setting, $"must name the user {role}.", $"postgresql://{role}:PASSWORD@HOST:5432/pulsepoint");
    }

    private DatabaseLogin Embedded(OperatorRole role) => role switch
    {
        OperatorRole.Bootstrap when bootstrap is not null =>
            new DatabaseLogin(BootstrapAccess.Superuser, new Secret(File.ReadAllText(bootstrap.PasswordFile).Trim())),
        OperatorRole.Bootstrap => throw Refusal.SourceUnavailable(
            "There is no embedded cluster to bootstrap.",
            "Set PULSEPOINT_BOOTSTRAP_DATABASE, or run 'pulsepoint-mcp demo'."),
        OperatorRole.Migrator => secrets.Read(Migrator),
        _ => secrets.Read(Platform),
    };
}
