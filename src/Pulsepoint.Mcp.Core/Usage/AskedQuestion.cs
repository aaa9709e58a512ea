using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>One call: who asked what, and what came of it.</summary>
public sealed record AskedQuestion
{
    public required EventId Event { get; init; }

    /// <summary>By the clock of the machine that asked, UTC.</summary>
    public required Instant At { get; init; }

    public required UserId User { get; init; }

    /// <summary>As it stands now; null for somebody who was erased.</summary>
    public string? UserName { get; init; }

    public required string Tool { get; init; }

    public Guid? AnswerId { get; init; }

    /// <summary>The words; null where there were none, and of others without <see cref="Permissions.HistoryRead"/>.</summary>
    public string? Question { get; init; }

    /// <summary>The normalised query as JSON; null as <see cref="Question"/>.</summary>
    public string? Query { get; init; }

    public required string Outcome { get; init; }

    public string? ErrorCode { get; init; }

    public int? LatencyMs { get; init; }
}
