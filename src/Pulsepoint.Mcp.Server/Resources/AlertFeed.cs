using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Resources;

/// <summary>
/// Tells when the active alerts have changed. While somebody listens it asks every five seconds: a channel on which the
/// database notifies is open to every login, and would tell one organisation when another's alerts fire.
/// </summary>
internal sealed partial class AlertFeed(IAlertStore store, TimeProvider time, ILogger<AlertFeed> logger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    // As many as an answer shows, and one: what an answer does not show may change unheard.
    private static readonly AlertQuery s_query = new() { IsActiveOnly = true, Limit = 21 };

    /// <summary>One item a change. It ends when the key is not accepted any more; a database that is away is asked again.</summary>
    public async IAsyncEnumerable<int> ChangesAsync(TenantContext tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_pause, time);
        var (isOpen, seen) = await LookAsync(tenant, null, cancellationToken);
        for (var changes = 1; isOpen && await timer.WaitForNextTickAsync(cancellationToken);)
        {
            (isOpen, var now) = await LookAsync(tenant, seen, cancellationToken);
            if (now is null || (seen is not null && now.SequenceEqual(seen)))
                continue;

            seen = now;
            yield return changes++;
        }
    }

    private async Task<(bool IsOpen, IReadOnlyList<(AlertId, AlertState)>? Seen)> LookAsync(
        TenantContext tenant, IReadOnlyList<(AlertId, AlertState)>? before, CancellationToken cancellationToken)
    {
        try
        {
            var alerts = await store.ListAsync(tenant, s_query, cancellationToken);
            return (true, [.. alerts.Select(a => (a.Id, a.State))]);
        }
        catch (RefusalException refusal)
        {
            LogUnheard(refusal.Code.Name());
            return (!refusal.Code.IsAboutTheKey(), before);
        }
    }

    [LoggerMessage(1220, LogLevel.Information, "Alerts could not be watched: {Code}")]
    private partial void LogUnheard(string code);
}
