using Dapper;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Budgets;

internal sealed class TenantBudgets(OperatorConnections operators) : ITenantBudgets
{
    public async Task<ByteBudget> ChangeAsync(TenantId tenant, ByteBudget change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);

        var now = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QuerySingleAsync<BudgetRow>(
                "select day_bytes, user_day_bytes, query_bytes from pp_steward.change_budget(@Slug, @TenantDay, @UserDay, @Query)",
                new { Slug = tenant.Value, change.TenantDay, change.UserDay, change.Query, token }),
            cancellationToken);
        return now.ToBudget();
    }
}
