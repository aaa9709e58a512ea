using NodaTime;

namespace Pulsepoint.Mcp.Core.Audit;

/// <summary>Entries of some UTC days, newest first.</summary>
/// <param name="From">The first day that was looked at.</param>
/// <param name="To">The last day, inclusive.</param>
/// <param name="Entries">What was found.</param>
/// <param name="HasMore">Whether older entries of these days follow.</param>
public sealed record AuditPage(LocalDate From, LocalDate To, IReadOnlyList<AuditEntry> Entries, bool HasMore)
{
    /// <summary>What the next page is asked for with; null at the end.</summary>
    public string? NextCursor => HasMore ? Entries[^1].Id.ToString("N") : null;
}
