using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>Something that a rule found. Times are the database's, in UTC.</summary>
public sealed record Alert
{
    public required AlertId Id { get; init; }

    /// <summary>The rule as it is now; <see cref="Threshold"/> is what it was.</summary>
    public required AlertRule Rule { get; init; }

    /// <summary>The brand it is about; null for all brands together, and for usage.</summary>
    public BrandId? Brand { get; init; }

    public required AlertState State { get; init; }

    /// <summary>ISO 4217 code of money here: the brand's, or without one the organisation's for reports. Null where the brand is gone.</summary>
    public string? Currency { get; init; }

    /// <summary>What was seen when it fired, in the unit of the rule's threshold.</summary>
    public required decimal Value { get; init; }

    /// <summary>The rule's threshold when it fired.</summary>
    public required decimal Threshold { get; init; }

    public required Instant FiredAt { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    /// <summary>Whose key acknowledged it.</summary>
    public UserId? AcknowledgedBy { get; init; }

    public Instant? ResolvedAt { get; init; }

    /// <summary>Whose key resolved it: a person's, or the evaluator's where it was not so any more.</summary>
    public UserId? ResolvedBy { get; init; }

    /// <summary>When it last moved.</summary>
    public required Instant ChangedAt { get; init; }
}
