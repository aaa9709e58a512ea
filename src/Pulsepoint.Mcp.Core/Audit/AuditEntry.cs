using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>Something that was done, and by whom. Written by the database itself, in the transaction that did it.</summary>
public sealed record AuditEntry
{
    /// <summary>A UUIDv7: later entries have larger ids.</summary>
    public required Guid Id { get; init; }

    public required Instant At { get; init; }

    /// <summary>The person whose key did it; null for an operator of the platform.</summary>
    public UserId? Actor { get; init; }

    /// <summary>The person's name as it stands now; null for an operator, and for somebody who was erased.</summary>
    public string? ActorName { get; init; }

    /// <summary>What was done, thing and verb: <c>key.issue</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: an id, a slug, or a tool's name.</summary>
    public string? Target { get; init; }

    /// <summary>Particulars as JSON.</summary>
    public string? Detail { get; init; }
}
