using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <param name="Job">What it runs as.</param>
/// <param name="Statement">What is run.</param>
/// <param name="Tables">How many tables it reads: each is billed ten mebibytes at least.</param>
internal sealed record BudgetedQuery(JobReference Job, Statement Statement, int Tables);
