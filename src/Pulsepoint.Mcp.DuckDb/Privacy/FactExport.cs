using DuckDB.NET.Data;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Privacy;

/// <summary>Every table of the tenant's current snapshot, all of one generation.</summary>
internal sealed class FactExport(SnapshotReader snapshots) : IFactExport
{
    private static readonly (string Table, string Sql)[] s_tables =
    [
        ("warehouse/dim_brands", "select to_json(r)::varchar from dim_brands r"),
        ("warehouse/dim_customers", "select to_json(r)::varchar from dim_customers r"),
        ("warehouse/dim_products", "select to_json(r)::varchar from dim_products r"),
        ("warehouse/dim_campaigns", "select to_json(r)::varchar from dim_campaigns r"),
        ("warehouse/dim_dates", "select to_json(r)::varchar from dim_dates r"),
        ("warehouse/fx_rates_daily", "select to_json(r)::varchar from fx_rates_daily r"),
        ("warehouse/orders", "select to_json(r)::varchar from orders r"),
        ("warehouse/order_lines", "select to_json(r)::varchar from order_lines r"),
        ("warehouse/refund_lines", "select to_json(r)::varchar from refund_lines r"),
        ("warehouse/ad_daily", "select to_json(r)::varchar from ad_daily r"),
        ("warehouse/ad_geo_daily", "select to_json(r)::varchar from ad_geo_daily r"),
        ("warehouse/sessions_daily", "select to_json(r)::varchar from sessions_daily r"),
        ("warehouse/sync_state", "select to_json(r)::varchar from sync_state r"),
        ("warehouse/sync_gaps", "select to_json(r)::varchar from sync_gaps r"),
    ];

    public Task<bool> ExportAsync(TenantId tenant, Action<ExportedRow> take, CancellationToken cancellationToken) =>
        Task.Run(() => Export(tenant, take, cancellationToken), cancellationToken);

    private bool Export(TenantId tenant, Action<ExportedRow> take, CancellationToken cancellationToken)
    {
        using var lease = snapshots.Rent(tenant);
        if (lease is null)
            return false;

        foreach (var (table, sql) in s_tables)
        {
            take(new ExportedRow(table, null));
            using var command = lease.Connection.CreateCommand();
            command.CommandText = sql;
            command.UseStreamingMode = true;
            InterruptibleCommand.Run(command, reader => Take(reader, table, take), cancellationToken);
        }

        return true;
    }

    private static long Take(DuckDBDataReader reader, string table, Action<ExportedRow> take)
    {
        long taken = 0;
        while (reader.Read())
        {
            take(new ExportedRow(table, reader.GetString(0)));
            taken++;
        }

        return taken;
    }
}
