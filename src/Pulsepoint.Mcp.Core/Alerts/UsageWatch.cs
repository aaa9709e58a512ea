using System.Threading.Channels;
using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>
/// Evaluates rules on usage with every event that arrives, and as time goes on without any. What it has seen outlives a stream
/// that breaks: run again, it goes on from there. For one run at a time.
/// </summary>
public sealed class UsageWatch(IUsageStream stream, IAlertStore store, AlertJudge judge, TimeProvider time)
{
    // Unanswered, a message comes again: no more of them wait here than are read in a moment.
    private const int MostWaiting = 500;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private KnownCost? _cost;

    /// <summary>Runs until cancelled.</summary>
    /// <param name="tenant">Whose usage; its key manages alerts and reads usage. The same at every run.</param>
    /// <param name="report">Told of every change and every problem, in turn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RefusalException">The key is not accepted or may not, or the subscription cannot be read.</exception>
    public async Task RunAsync(TenantContext tenant, Func<AlertReport, CancellationToken, Task> report, CancellationToken cancellationToken)
    {
        _cost ??= await KnownCost.ReadAsync(tenant, store, time, cancellationToken);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<StreamedUsage>(MostWaiting);
        var reading = ReadAsync(tenant, waiting.Writer, stopping.Token);
        try
        {
            var rules = new KnownRules(tenant, store, time);
            var answered = Task.CompletedTask;
            while (await TakeAsync(waiting.Reader, cancellationToken) is { } taken)
            {
                await report(await EvaluateAsync(tenant, taken, rules, _cost, cancellationToken), cancellationToken);

                // Answers are on their way while the next events are judged; never two rounds of them.
                await answered;
                answered = Task.WhenAll(taken.Select(t => t.DoneAsync(cancellationToken)));
            }

            await answered;
        }
        finally
        {
            await stopping.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
    private async Task<IReadOnlyList<StreamedUsage>?> TakeAsync(ChannelReader<StreamedUsage> reader, CancellationToken cancellationToken)
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
            taken.Add(usage);

        return taken;
    }

    private async Task<AlertReport> EvaluateAsync(
        TenantContext tenant, IReadOnlyList<StreamedUsage> taken, KnownRules rules, KnownCost cost, CancellationToken cancellationToken)
    {
        var isAllPossible = true;
        foreach (var usage in taken)
            isAllPossible &= cost.Window.Add(usage.Event, Now);

        List<AlertChange> changes = [];
        List<RuleProblem> problems = [];
        try
        {
            await cost.RefreshAsync(tenant, cancellationToken);
            var (watched, active) = await rules.ReadAsync(cancellationToken);
            foreach (var rule in watched)
                await JudgeAsync(tenant, rule, cost.Window, active, changes, problems, cancellationToken);
        }
        catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
        {
            problems.Add(new RuleProblem(null, refusal));
        }

        if (changes.Count > 0 || problems.Count > 0)
            rules.Forget();
        if (!isAllPossible)
            problems.Add(new RuleProblem(null, Impossible()));
        return new AlertReport(changes, problems, 0);
    }

    private async Task JudgeAsync(
        TenantContext tenant, AlertRule rule, UsageWindow window, IReadOnlyList<Alert> active, List<AlertChange> changes, List<RuleProblem> problems,
        CancellationToken cancellationToken)
    {
        try
        {
            changes.AddRange(await judge.JudgeAsync(tenant, rule, [new AlertObservation(null, window.ValueOf(rule, Now))], active, cancellationToken));
        }
        catch (RefusalException refusal) when (!refusal.Code.IsAboutTheKey())
        {
            // One rule that fails does not keep the others from being judged.
            problems.Add(new RuleProblem(rule, refusal));
        }
    }

    private static RefusalException Impossible() => new(
        RefusalCode.ValueInvalid,
        "An event of the subscription says what none can (a cost, an amount or a time out of all bounds), and is passed over.",
        "See who may publish to the organisation's topic.");
}
