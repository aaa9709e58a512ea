using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Cli;

/// <summary>How a key stands with the database, as far as it can be asked: a replaced one ends earlier than it says itself.</summary>
/// <param name="Ends">When it ends.</param>
/// <param name="Text">Its state, for people.</param>
/// <param name="ExitCode">What a script branches on.</param>
internal sealed record KeyStanding(Instant Ends, string Text, int ExitCode)
{
    public static async Task<KeyStanding> FindAsync(IServiceProvider services, TenantContext key, CancellationToken cancellationToken)
    {
        if (key.ExpiresAt <= Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow()))
            return Refused(key, KeyState.Expired);

        try
        {
            var ends = await services.GetRequiredService<IKeyCheck>().CheckAsync(key, cancellationToken);
            return new KeyStanding(Instant.Min(ends, key.ExpiresAt), await LiveAsync(services, key, ends, cancellationToken), Cli.ExitCode.Done);
        }
        catch (RefusalException refused)
        {
            return refused.Code switch
            {
                RefusalCode.KeyExpired => Refused(key, KeyState.Expired),
                RefusalCode.KeyRevoked => Refused(key, KeyState.Revoked),
                RefusalCode.TenantSuspended => Refused(key, KeyState.Suspended),
                _ => new KeyStanding(key.ExpiresAt, $"not checked: {refused.Message}", Cli.ExitCode.Done),
            };
        }
    }

    private static KeyStanding Refused(TenantContext key, KeyState state) => new(key.ExpiresAt, state.Name(), Cli.ExitCode.KeyRefused);

    private static async Task<string> LiveAsync(IServiceProvider services, TenantContext key, Instant ends, CancellationToken cancellationToken)
    {
        if (ends >= key.ExpiresAt)
            return KeyState.Live.Name();

        return await SuccessorAsync(services, key, cancellationToken) is { } successor
            ? $"{KeyState.Live.Name()}, replaced by {successor}"
            : $"{KeyState.Live.Name()}, replaced";
    }

    // By which one, only an administrator is told.
    private static async Task<KeyId?> SuccessorAsync(IServiceProvider services, TenantContext key, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<Settings>();
        try
        {
            if (settings.PlatformDatabase is not null || (settings.Database is null && services.GetRequiredService<IEmbeddedCluster>().Exists))
                return (await services.GetRequiredService<IKeyRegistry>().FindAsync(key.Tenant, key.Key, cancellationToken))?.ReplacedBy;

            var keys = key.Permissions.HasFlag(Permissions.TenantAdmin) ? await services.GetRequiredService<IOwnTenantKeys>().ListAsync(key, cancellationToken) : [];
            return keys.FirstOrDefault(k => k.Key == key.Key)?.ReplacedBy;
        }
        catch (RefusalException)
        {
            // That it was replaced is known all the same.
            return null;
        }
    }
}
