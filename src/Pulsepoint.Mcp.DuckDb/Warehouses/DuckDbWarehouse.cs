using System.Collections.Concurrent;
using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Warehouses;

/// <summary>The tenant's own snapshot file on this machine.</summary>
internal sealed class DuckDbWarehouse(SnapshotReader snapshots) : IWarehouse
{
    private readonly ConcurrentDictionary<TenantId, WarehouseState> _states = new();

    public WarehouseEngine Engine => WarehouseEngine.DuckDb;

    public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        return Task.Run(() => Describe(tenant.Tenant, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);

        return Task.Run<IReadOnlyList<FactRow>>(() => Run(tenant.Tenant, query, cancellationToken), cancellationToken);
    }

    private WarehouseState? Describe(TenantId tenant, CancellationToken cancellationToken)
    {
        using var lease = snapshots.Rent(tenant);
        if (lease is null)
            return null;

        if (_states.TryGetValue(tenant, out var known) && known.Generation == lease.Generation)
            return known;

        var state = LoadedSources.Read(lease, cancellationToken);
        _states[tenant] = state;
        return state;
    }

    private List<FactRow> Run(TenantId tenant, CompiledQuery query, CancellationToken cancellationToken)
    {
        using var lease = snapshots.Rent(tenant) ?? throw Refusal.SourceUnavailable(
            "No warehouse data are published for this organisation.",
            "Run 'pulsepoint-mcp demo' for demo data, or a sync for your own.");
        using var command = lease.Connection.CreateCommand();
        command.CommandText = query.Sql;
        foreach (var parameter in query.Parameters)
            command.Parameters.Add(new DuckDBParameter(parameter.Name, ToDuck(parameter.Value)));

        return InterruptibleCommand.Run(command, reader => Rows(reader, query), cancellationToken);
    }

    private static List<FactRow> Rows(DuckDBDataReader reader, CompiledQuery query)
    {
        var rows = new List<FactRow>();
        while (reader.Read())
            rows.Add(FactRows.Read(reader, query));

        return rows;
    }

    private static object ToDuck(object value) => value is LocalDate day ? day.ToDateOnly() : value;
}
