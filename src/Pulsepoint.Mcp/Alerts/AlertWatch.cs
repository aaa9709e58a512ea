using System.Globalization;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Alerts;

/// <summary>Evaluates the rules of one organisation, with its own key: once, or until it is stopped.</summary>
internal sealed class AlertWatch(AlertRound round, IAlertStore store, AlertJudge judge, WebhookCourier courier, IEnumerable<IUsageStream> streams, TimeProvider time)
{
    // An alert that somebody acknowledged elsewhere is told as soon as one that fired here.
    private static readonly TimeSpan s_delivery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_away = TimeSpan.FromSeconds(10);

    /// <exception cref="RefusalException">The key may not, or the database is away.</exception>
    public async Task OnceAsync(TenantContext tenant, AlertLines lines, CancellationToken cancellationToken)
    {
        var report = await round.RunAsync(tenant, cancellationToken);
        await lines.WriteAsync(report, cancellationToken);
        if (report.UsageRules > 0)
            await AlertLines.WarnAsync(string.Create(CultureInfo.InvariantCulture, $"{report.UsageRules} rules on usage were not evaluated: they need events as they arrive, so a watch without --once."));

        await DeliverAsync(tenant, cancellationToken);
    }

    /// <param name="tenant">Whose alerts.</param>
    /// <param name="every">How often rules on metrics are evaluated.</param>
    /// <param name="lines">Where it says what it found.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RefusalException">The key is not accepted any more, or may not.</exception>
    public async Task RunAsync(TenantContext tenant, TimeSpan every, AlertLines lines, CancellationToken cancellationToken)
    {
        // What cannot be evaluated at all is an error at the start, not a warning for ever.
        var first = await round.RunAsync(tenant, cancellationToken);
        await lines.WriteAsync(first, cancellationToken);
        var stream = tenant.Permissions.HasFlag(Permissions.AuditRead) ? streams.FirstOrDefault() : null;
        if (!tenant.Permissions.HasFlag(Permissions.AuditRead))
            await AlertLines.WarnAsync("Rules on usage are not evaluated: the key lacks audit:read.");
        else if (stream is null)
            await AlertLines.WarnAsync("Rules on usage are not evaluated: PULSEPOINT_PUBSUB_SUBSCRIPTION names no subscription to read events from.");

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> loops =
        [
            RepeatAsync(every, async token => await lines.WriteAsync(await round.RunAsync(tenant, token), token), stopping.Token),
            RepeatAsync(s_delivery, token => DeliverAsync(tenant, token), stopping.Token),
        ];
        if (stream is not null)
            loops.Add(RepeatAsync(s_away, token => new UsageWatch(stream, store, judge, time).RunAsync(tenant, lines.WriteAsync, token), stopping.Token));

        // The first that ends does so with a reason for all.
        var ended = await Task.WhenAny(loops);
        await stopping.CancelAsync();
        await ended;
    }

    private async Task RepeatAsync(TimeSpan pause, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A schedule, not a wait for something: rules on metrics are looked at every few minutes.
            await Task.Delay(pause, time, cancellationToken);
            try
            {
                await work(cancellationToken);
            }
            catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey() && refusal.Code is not RefusalCode.PermissionDenied)
            {
                await AlertLines.WarnAsync($"{refusal.Message} {refusal.NextStep}");
            }
        }
    }

    private async Task DeliverAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        foreach (var problem in await courier.DeliverAsync(tenant, cancellationToken))
            await AlertLines.WarnAsync(problem);
    }
}
