using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Statements about a whole dataset, which take longer than a question's.</summary>
internal sealed class MoveStatements(BigQueryOptions options)
{
    private static readonly Duration s_timeLimit = Duration.FromHours(2);

    /// <param name="tenant">Whose facts, for the bill.</param>
    /// <param name="place">The dataset.</param>
    /// <param name="sql">GoogleSQL.</param>
    public Statement Of(TenantId tenant, WarehousePlace place, string sql) => new()
    {
        Project = place.Dataset.Project!, // every place names its project
        Location = place.Location,
        Sql = sql,
        MostBytesBilled = options.MostBytesOfOperator,
        TimeLimit = s_timeLimit,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant.Value },
    };
}
