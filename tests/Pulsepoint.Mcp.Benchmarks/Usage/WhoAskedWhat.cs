using System.Diagnostics;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Benchmarks.Usage;

/// <summary>How long a tenant among hundreds waits for who asked what, behind the real walls and by the product's own reader.</summary>
internal static class WhoAskedWhat
{
    private const int Runs = 200;
    private const int Page = 50;

    private static readonly string[] s_tables = ["usage_events", "questions", "usage_daily"];

    public static async Task RunAsync(int questions)
    {
        var made = Stopwatch.StartNew();
        await using var asked = await AskedQuestions.CreateAsync(questions);
        Console.WriteLine($"{questions:N0} questions made in {made.Elapsed.TotalSeconds:F0} s");
        foreach (var table in s_tables)
            Console.WriteLine($"{table}: {await asked.BytesOfAsync(table) / questions:N0} bytes a question, indexes included");

        var auditor = await asked.IssueAsync(Permissions.AnalyticsRead | Permissions.HistoryRead | Permissions.AuditRead);
        var analyst = await asked.IssueAsync(Permissions.AnalyticsRead);
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var month = new UsageQuery { Days = new DateRange(today.PlusDays(-29), today), Need = Permissions.AuditRead, By = UsageGroup.User };
        var own = month with { Need = Permissions.AnalyticsRead };

        await MeasureAsync("last 50 questions of all", async () => (await asked.Reader.QuestionsAsync(auditor, month, null, Page, CancellationToken.None)).Count);
        await MeasureAsync("last 50 questions of the own person", async () => (await asked.Reader.QuestionsAsync(analyst, own, null, Page, CancellationToken.None)).Count);
        await MeasureAsync("a month by person, from events", async () => (await asked.Reader.SumsAsync(auditor, month, CancellationToken.None)).Count);
        await MeasureAsync("a month by person, from days", async () => (await asked.Reader.SumsAsync(auditor, month with { FromDays = true }, CancellationToken.None)).Count);
        await MeasureAsync("verdicts of a month by tool", async () => (await asked.Reader.VerdictsAsync(auditor, month with { By = UsageGroup.Tool }, CancellationToken.None)).Count);
    }

    private static async Task MeasureAsync(string name, Func<Task<int>> ask)
    {
        var rows = await ask();
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{name}: {rows} rows, p50 {times[Runs / 2]:F1} ms, p95 {times[Runs * 95 / 100]:F1} ms, worst {times[^1]:F1} ms");
    }
}
