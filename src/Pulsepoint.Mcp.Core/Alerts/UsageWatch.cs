using System.Threading.Channels;
using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Evaluates rules on usage with every event that arrives, and as time goes on without any.</summary>
public sealed class UsageWatch(IUsageStream stream, IAlertStore store, AlertJudge judge, TimeProvider time)
{
    // Unanswered, a message comes again: no more of them wait here than are read in a moment.
    private const int MostWaiting = 500;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    /// <summary>Runs until cancelled.</summary>
    /// <param name="tenant">Whose usage; its key manages alerts and reads usage.</param>
    /// <param name="report">Told of every change and every problem, in turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RefusalException">The key is not accepted or may not, or the subscription cannot be read.</exception>
    public async Task RunAsync(TenantContext tenant, Func<AlertReport, CancellationToken, Task> report, CancellationToken cancellationToken)
    {
        var start = Now;
        var window = new UsageWindow(start, await store.ReadCostAsync(tenant, start, cancellationToken));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<StreamedUsage>(MostWaiting);
        var reading = ReadAsync(tenant, waiting.Writer, stopping.Token);
        try
        {
            var rules = new KnownRules(tenant, store, time);
            while (true)
            {
                var taken = await TakeAsync(waiting.Reader, window, cancellationToken);
                if (taken is null)
                    break;

                await report(await EvaluateAsync(tenant, rules, window, cancellationToken), cancellationToken);
                foreach (var usage in taken)
                    await usage.DoneAsync(cancellationToken);
            }
        }
        finally
        {
            await stopping.CancelAsync();
        }

        await reading;
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task ReadAsync(TenantContext tenant, ChannelWriter<StreamedUsage> writer, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var usage in stream.ReadAsync(tenant, cancellationToken))
                await writer.WriteAsync(usage, cancellationToken);
        }
        finally
        {
            // Whoever waits for the next one learns here that none comes; why, awaiting this tells.
            writer.Complete();
        }
    }

    // Whatever has arrived meanwhile is judged at once, so that a flood takes no more judgements than can be made. Null at the end.
    private async Task<IReadOnlyList<StreamedUsage>?> TakeAsync(ChannelReader<StreamedUsage> reader, UsageWindow window, CancellationToken cancellationToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrived = reader.WaitToReadAsync(pause.Token).AsTask();
        // A window grows old by itself: without a new event, what had fired must still be found to be over.
        var first = await Task.WhenAny(arrived, Task.Delay(s_pause, time, pause.Token));
        await pause.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == arrived && !await arrived)
            return null;

        List<StreamedUsage> taken = [];
        while (taken.Count < MostWaiting && reader.TryRead(out var usage))
        {
            window.Add(usage.Event, Now);
            taken.Add(usage);
        }

        return taken;
    }

    private async Task<AlertReport> EvaluateAsync(TenantContext tenant, KnownRules rules, UsageWindow window, CancellationToken cancellationToken)
    {
        List<AlertChange> changes = [];
        try
        {
            var (watched, active) = await rules.ReadAsync(cancellationToken);
            foreach (var rule in watched)
                changes.AddRange(await judge.JudgeAsync(tenant, rule, [new AlertObservation(null, window.ValueOf(rule, Now))], active, cancellationToken));
        }
        catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
        {
            rules.Forget();
            return new AlertReport(changes, [new RuleProblem(null, refusal)], 0);
        }

        if (changes.Count > 0)
            rules.Forget();
        return new AlertReport(changes, [], 0);
    }
}
