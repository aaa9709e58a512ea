using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Answers whose events may not have reached the database yet, so that a verdict on one need not wait for that.</summary>
public interface IRecentAnswers
{
    /// <summary>Whether the answer was given to this very person not long ago. False says nothing about older ones.</summary>
    /// <param name="tenant">Who asks.</param>
    /// <param name="answer">The answer's id.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: what is kept on this machine cannot be read.</exception>
    Task<bool> KnowsAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken);
}
