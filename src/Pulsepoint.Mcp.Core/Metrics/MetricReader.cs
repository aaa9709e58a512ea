using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics;

/// <summary>Answers a metric query: checks it, picks the source, runs it, and says what the numbers mean.</summary>
public sealed class MetricReader(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock)
{
    private readonly MetricSessions _sessions = new(profiles, warehouses, clock);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<MetricResult> ReadAsync(TenantContext tenant, AnswerContext answer, MetricRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _sessions.RunAsync(tenant, answer, session => ReadAsync(session.Ask(request), cancellationToken), cancellationToken);
    }

    private static async Task<MetricResult> ReadAsync(MetricRun run, CancellationToken cancellationToken)
    {
        await run.ReadAheadAsync(cancellationToken);
        return await run.ReadAsync(cancellationToken);
    }
}
