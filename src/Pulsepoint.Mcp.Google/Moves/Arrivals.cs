using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>Puts what has been sent where questions read, once.</summary>
internal sealed class Arrivals(MoveStatements statements, OnceJobs once, JobCalls jobs)
{
    /// <exception cref="BigQueryException">It is not there, and what was there is.</exception>
    public async Task ArriveAsync(FactLoad load, IReadOnlyList<StagedTable> staged, CancellationToken cancellationToken)
    {
        var statement = statements.Of(load.Tenant, load.Place, ArrivalScript.Of(load.Place, staged)) with { Parameters = ArrivalScript.ParametersOf(staged) };
        await once.RunAsync(statement.Project, load.Place.Location, [load.Tenant.Value, .. staged.Select(s => s.Identity)], RunAsync, cancellationToken);

        async Task<Job> RunAsync(JobReference reference)
        {
            await jobs.InsertAsync(Caller.Operator, reference, statement.ToJob(), cancellationToken);
            return await jobs.FinishAsync(Caller.Operator, reference, cancellationToken);
        }
    }
}
