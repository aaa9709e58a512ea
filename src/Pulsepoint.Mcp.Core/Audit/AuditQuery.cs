using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>Which entries to read, newest first.</summary>
public sealed record AuditQuery
{
    public required Instant From { get; init; }

    /// <summary>Exclusive.</summary>
    public required Instant Until { get; init; }

    /// <summary>Only what this person's keys did.</summary>
    public UserId? Actor { get; init; }

    /// <summary>Only this action (<c>key.issue</c>), or every action of one thing (<c>key</c>).</summary>
    public string? Action { get; init; }

    /// <summary>Only entries older than this one: where the page before ended.</summary>
    public Guid? Before { get; init; }

    public required int Limit { get; init; }
}
