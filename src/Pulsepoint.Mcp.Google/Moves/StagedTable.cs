using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>A table whose new rows have all arrived.</summary>
/// <param name="Table">The table.</param>
/// <param name="Staging">Where its new rows are.</param>
/// <param name="Days">The days that they replace; null for all.</param>
internal sealed record StagedTable(DatasetTable Table, Table Staging, DateRange? Days)
{
    /// <summary>Tells these rows from others of the same generation.</summary>
    public string Identity => FormattableString.Invariant($"{Staging.TableReference.TableId} {Staging.CreationTime}");
}
