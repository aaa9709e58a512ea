using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>What all tables of one request have in common.</summary>
internal sealed record UsageFrame(TenantContext Tenant, UsageQuery Query, UsageView View, LocalDate Today)
{
    private const int DaysOfEvents = 90;

    public UsageTable Table(
        bool readsDays, IReadOnlyList<ResultColumn> columns, IReadOnlyList<IReadOnlyList<Cell>> rows, IReadOnlyDictionary<string, decimal?> totals, params IEnumerable<string?> warnings) => new()
        {
            View = View,
            Days = Query.Days,
            By = Query.By,
            IsOwn = UsageScope.IsOwn(Tenant),
            Source = readsDays ? "usage_daily" : "usage_events",
            Columns = columns,
            Rows = rows,
            Totals = totals,
            Warnings = [.. warnings.Append(ByBrand()).Append(Own()).Append(readsDays ? null : Old()).OfType<string>()],
            Cursors = UsageCursor.Of(rows.Count),
        };

    public IEnumerable<ResultColumn> GroupColumns() => Query.By switch
    {
        null => [],
        UsageGroup.Day => [new ResultColumn("day", "date", null)],
        UsageGroup.User => [new ResultColumn("user", "text", null), new ResultColumn("user_id", "text", null)],
        var by => [new ResultColumn(by.Value.Name(), "text", null)],
    };

    public IEnumerable<Cell> GroupCells(string group, string? name) => Query.By switch
    {
        null => [],
        UsageGroup.User => [Cell.Of(name), Cell.Of(group)],
        _ => [Cell.Of(group.Length > 0 ? group : null)],
    };

    private string? ByBrand() =>
        Query.By is UsageGroup.Brand ? "A call about several brands stands with each of them, so the rows do not add up to a total." : null;

    private string? Own() => !UsageScope.IsOwn(Tenant) || Query.User == Tenant.User ? null
        : Tenant.Permissions.HasFlag(Permissions.AuditRead) ? "This key is limited to some brands, so only your own usage is here."
        : "Only your own usage is here; a key with audit:read sees everybody's.";

    private string? Old() => Query.Days.From < Today.PlusDays(-DaysOfEvents) ? $"Single calls are kept {DaysOfEvents} days at most; older ones are not in it." : null;
}
