using System.Data.Common;
using Dapper;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Warehouse;

/// <summary>Runs compiled queries on the daily roll-ups, in the key's own session.</summary>
internal sealed class PostgresWarehouse(TenantConnections connections) : IWarehouse
{
    public WarehouseEngine Engine => WarehouseEngine.Postgres;

    public async Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        var rows = await connections.ReadAsync(
            tenant,
            Permissions.AnalyticsRead,
            (connection, token) => connection.QueryAsync<SourceLoadRow>(
                """
                select s.brand_id, s.source, s.generation, s.first_day, s.data_through, s.gaps
                  from pp.rollup_state s
                 order by s.brand_id collate "C", s.source collate "C"
                """,
                new { token }),
            cancellationToken);
        var loads = rows.AsList();

        // Loads are replaced as a whole, so all rows name the same generation.
        return loads.Count == 0 ? null : new WarehouseState(loads[0].Generation, [.. loads.Select(ToLoad)]);
    }

    public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(query);

        return connections.ReadAsync(tenant, Permissions.AnalyticsRead, (connection, token) => RunAsync(connection, query, token), cancellationToken);
    }

    private static async Task<IReadOnlyList<FactRow>> RunAsync(DbConnection connection, CompiledQuery query, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The compiler takes identifiers from the catalogue alone; every value is a parameter.
        command.CommandText = query.Sql;
#pragma warning restore CA2100
        foreach (var parameter in query.Parameters)
            command.Parameters.Add(new NpgsqlParameter(parameter.Name, parameter.Value is LocalDate day ? day.ToDateOnly() : parameter.Value));

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await FactRowReader.ReadAsync(reader, query, cancellationToken);
    }

    private static SourceLoad ToLoad(SourceLoadRow row) => new(
        BrandId.Parse(row.BrandId),
        row.Source,
        LocalDate.FromDateOnly(row.FirstDay),
        LocalDate.FromDateOnly(row.DataThrough),
        [.. row.Gaps.Select(LocalDate.FromDateOnly)]);
}
