using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>What the queries of each tenant may be billed, administered with the platform's credential.</summary>
public interface ITenantBudgets
{
    /// <summary>Changes the budgets that are given, from the next query on.</summary>
    /// <returns>What holds now, with defaults filled in.</returns>
    /// <exception cref="RefusalException">There is no such tenant.</exception>
    Task<ByteBudget> ChangeAsync(TenantId tenant, ByteBudget change, CancellationToken cancellationToken);
}
