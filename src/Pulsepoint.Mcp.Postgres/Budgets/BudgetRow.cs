using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.Postgres.Budgets;

internal sealed record BudgetRow
{
    public required long DayBytes { get; init; }

    public required long UserDayBytes { get; init; }

    public required long QueryBytes { get; init; }

    public ByteBudget ToBudget() => new(DayBytes, UserDayBytes, QueryBytes);
}
