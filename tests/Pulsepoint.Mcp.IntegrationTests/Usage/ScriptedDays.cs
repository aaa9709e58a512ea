using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>Some days of calls, drawn at random from a seed, so that a plain sum over them is the truth.</summary>
internal static class ScriptedDays
{
    private static readonly string[] s_tools = ["query_metrics", "get_dashboard", "explain_change", "list_values"];
    private static readonly string[] s_codes = ["value_invalid", "brand_unknown", "source_unavailable"];
    private static readonly BrandId[] s_brands = [BrandId.Parse("luma-skin"), BrandId.Parse("peakform"), BrandId.Parse("nordpaw")];

    public static IReadOnlyList<UsageEvent> Make(int seed, int count, LocalDate first, int days)
    {
        var random = new Random(seed);
        var start = first.AtMidnight().InUtc().ToInstant();
        return [.. Enumerable.Range(0, count).Select(_ => One(random, start + Duration.FromMilliseconds(random.NextInt64((long)days * 86_400_000))))];
    }

    private static UsageEvent One(Random random, Instant at)
    {
        var outcome = random.Next(10) switch { 0 => EventOutcome.Error, 1 => EventOutcome.Refused, 2 => EventOutcome.Clarify, _ => EventOutcome.Ok };
        var isAnswer = outcome is EventOutcome.Ok;
        return new UsageEvent
        {
            Id = ReportedUsage.IdOf(at),
            Type = random.Next(20) == 0 ? EventType.Sync : EventType.ToolCall,
            OccurredAt = at,
            Tool = s_tools[random.Next(s_tools.Length)],
            AnswerId = isAnswer ? ReportedUsage.IdOf(at).Value : null,
            Outcome = outcome,
            ErrorCode = outcome is EventOutcome.Error or EventOutcome.Refused ? s_codes[random.Next(s_codes.Length)] : null,
            LatencyMs = random.Next(1, 20_000),
            TokensIn = random.Next(0, 2_000),
            TokensOut = random.Next(0, 5_000),
            Rows = random.Next(0, 500),
            BytesBilled = random.NextInt64(0, 40_000_000_000),
            // To the twelfth decimal, as a price for bytes comes out.
            CostUsd = random.NextInt64(0, 250_000_000_000) / 1_000_000_000_000m,
            Brands = [.. s_brands.Where(_ => random.Next(2) == 0)],
        };
    }
}
