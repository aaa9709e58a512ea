using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Adds up facts where they lie.</summary>
internal sealed class FactTallies(MoveStatements statements, ResultPages pages)
{
    /// <param name="tenant">Whose dataset, for the bill.</param>
    /// <param name="place">The dataset.</param>
    /// <param name="table">What the rows are.</param>
    /// <param name="name">The table that holds them: its own, or where they wait. Comes from the list of tables.</param>
    /// <param name="days">Only these days; null for all.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BigQueryException">BigQuery does not say it.</exception>
    public async Task<IReadOnlyList<FactTally>> ReadAsync(
        TenantId tenant, WarehousePlace place, DatasetTable table, string name, DateRange? days, CancellationToken cancellationToken)
    {
        var statement = statements.Of(tenant, place, new TallyQuery(table).Sql($"`{place.Dataset}.{name}`", days is not null, '@')) with
        {
            Parameters = days is { } range ? [Parameters.Of("from", range.From), Parameters.Of("to", range.To)] : [],
        };
        List<FactTally> all = [];
        await foreach (var page in pages.ReadAsync(Caller.Operator, statement, cancellationToken))
            all.AddRange(page.Select(TallyOf));

        return all;
    }

    private static FactTally TallyOf(ResultRow row) => new(
        Text(row.F[0]) is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        Text(row.F[1]),
        [.. row.F.Skip(2).Select(cell => Text(cell) is { } number ? decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture) : (decimal?)null)]);

    private static string? Text(ResultCell cell) => cell.V.ValueKind == JsonValueKind.Null ? null : cell.V.GetString();
}
