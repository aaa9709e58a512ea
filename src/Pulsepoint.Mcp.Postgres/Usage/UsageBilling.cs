using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Usage;

internal sealed class UsageBilling(OperatorConnections operators) : IUsageBilling
{
    public async Task<IReadOnlyList<UsageDay>> ReadAsync(TenantId? tenant, DateRange days, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<UsageDayRow>(
                """
                select slug, day, counted, refused, reported, tokens_in, tokens_out, rows, bytes_billed, cost_usd
                  from pp_steward.usage_by_day(@Slug, @From, @To)
                """,
                new { Slug = tenant?.Value, From = days.From.ToDateOnly(), To = days.To.ToDateOnly(), token }),
            cancellationToken);

        return [.. rows.Select(ToDay)];
    }

    private static UsageDay ToDay(UsageDayRow row) => new()
    {
        Tenant = TenantId.Parse(row.Slug),
        Day = LocalDate.FromDateOnly(row.Day),
        Counted = row.Counted,
        Refused = row.Refused,
        Reported = row.Reported,
        TokensIn = row.TokensIn,
        TokensOut = row.TokensOut,
        Rows = row.Rows,
        BytesBilled = row.BytesBilled,
        CostUsd = row.CostUsd,
    };
}
