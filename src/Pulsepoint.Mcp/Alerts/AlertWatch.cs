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
            await lines.WarnAsync(string.Create(CultureInfo.InvariantCulture, $"{report.UsageRules} rules on usage were not evaluated: they need events as they arrive, so a watch without --once."));

        await DeliverAsync(tenant, lines, cancellationToken);
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
            await lines.WarnAsync("Rules on usage are not evaluated: the key lacks audit:read.");
        else if (stream is null)
            await lines.WarnAsync("Rules on usage are not evaluated: PULSEPOINT_PUBSUB_SUBSCRIPTION names no subscription to read events from.");

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> loops =
        [
            RepeatAsync(every, lines, async token => await lines.WriteAsync(await round.RunAsync(tenant, token), token), stopping.Token),
            RepeatAsync(s_delivery, lines, token => DeliverAsync(tenant, lines, token), stopping.Token),
        ];
        if (stream is not null)
        {
            // One for all its runs: what it has seen outlives a stream that breaks.
            var usage = new UsageWatch(stream, store, judge, time);
            loops.Add(RepeatAsync(s_away, lines, token => usage.RunAsync(tenant, lines.WriteAsync, token), stopping.Token));
        }

        // The first that ends does so with a reason for all.
        var ended = await Task.WhenAny(loops);
        await stopping.CancelAsync();
        await ended;
    }

    private async Task RepeatAsync(TimeSpan pause, AlertLines lines, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        string? trouble = null;
        while (true)
        {
            // A schedule, not a wait for something: rules on metrics are looked at every few minutes.
            await Task.Delay(pause, time, cancellationToken);
            var before = trouble;
            trouble = await TryAsync(work, cancellationToken);
            if (before is not null && before != trouble)
                lines.Recovered(before);
            if (trouble is not null)
                await lines.WarnAsync(trouble);
        }
    }

    /// <returns>What went wrong, where it may go right at the next turn.</returns>
    /// <exception cref="RefusalException">The key is not accepted any more, or may not.</exception>
    private static async Task<string?> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RefusalException refusal) when (refusal.Code.IsAboutTheKey())
        {
            throw;
        }
        catch (RefusalException refusal)
        {
            return $"{refusal.Message} {refusal.NextStep}";
        }
#pragma warning disable CA1031 // A worker: what nobody thought of must not end the other loops, and its text may hold anything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"The watch met a failure ({failure.GetType().Name}), and goes on.";
        }
    }

    private async Task DeliverAsync(TenantContext tenant, AlertLines lines, CancellationToken cancellationToken)
    {
        foreach (var problem in await courier.DeliverAsync(tenant, cancellationToken))
            await lines.WarnAsync(problem);
    }
}
