using NodaTime.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Sums as reported, beside the calls as the database counted them.</summary>
internal sealed class ReportedAndCounted
{
    private static readonly UsageSum s_nothing = new() { Group = "", Calls = 0, TokensIn = 0, TokensOut = 0, Rows = 0, BytesBilled = 0, CostUsd = 0 };

    private readonly IReadOnlyDictionary<string, (long Allowed, long Refused)> _counted;

    public ReportedAndCounted(UsageQuery query, IReadOnlyList<UsageSum> groups, IReadOnlyList<UsageSum> total, IReadOnlyList<CountedCalls> counted)
    {
        IsCountedByGroup = query.By is UsageGroup.Day or UsageGroup.User;
        Total = total.SingleOrDefault() ?? s_nothing;
        TotalCounted = counted.Sum(c => c.Allowed);
        _counted = counted
            .GroupBy(c => query.By is UsageGroup.User ? c.User.ToString() : LocalDatePattern.Iso.Format(c.Day), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Sum(c => c.Allowed), g.Sum(c => c.Refused)), StringComparer.Ordinal);

        // Calls of which nothing was reported are what the difference is there to show.
        var silent = IsCountedByGroup ? _counted.Keys.Except(groups.Select(g => g.Group), StringComparer.Ordinal).Select(g => s_nothing with { Group = g }) : [];
        var all = groups.Concat(silent);
        Groups = [.. query.By is UsageGroup.Day ? all.OrderBy(g => g.Group, StringComparer.Ordinal) : all];
    }

    /// <summary>The database counts by key and day, and knows neither tools nor brands.</summary>
    public bool IsCountedByGroup { get; }

    public IReadOnlyList<UsageSum> Groups { get; }

    public UsageSum Total { get; }

    public long TotalCounted { get; }

    public long Counted(UsageSum group) => _counted.TryGetValue(group.Group, out var counted) ? counted.Allowed : 0;

    /// <summary>For sums by day.</summary>
    public IReadOnlyList<UsageDay> ToDays(TenantId tenant) =>
    [
        .. Groups.Select(g => new UsageDay
        {
            Tenant = tenant,
            Day = LocalDatePattern.Iso.Parse(g.Group).Value,
            Counted = Counted(g),
            Refused = _counted.TryGetValue(g.Group, out var counted) ? counted.Refused : 0,
            Reported = g.Calls,
            TokensIn = g.TokensIn,
            TokensOut = g.TokensOut,
            Rows = g.Rows,
            BytesBilled = g.BytesBilled,
            CostUsd = g.CostUsd,
        }),
    ];
}
