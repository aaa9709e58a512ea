using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <param name="Fields">The columns.</param>
/// <param name="Rows">All of them, from every page.</param>
/// <param name="Job">The job that ran it.</param>
/// <param name="BytesProcessed">What it read.</param>
/// <param name="BytesBilled">What it costs; 0 where the answer was remembered, null where BigQuery does not tell.</param>
internal sealed record StatementResult(
    IReadOnlyList<TableField> Fields, IReadOnlyList<ResultRow> Rows, JobReference Job, long BytesProcessed, long? BytesBilled);
