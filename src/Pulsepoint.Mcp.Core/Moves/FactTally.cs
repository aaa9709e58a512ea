using NodaTime;

namespace Pulsepoint.Mcp.Core.Moves;

/// <summary>What the rows of one day and brand add up to.</summary>
/// <param name="Day">The day that the table is cut by; null for a table that is not, and for rows without one.</param>
/// <param name="Brand">The brand; null for a table, or rows, without one.</param>
/// <param name="Figures">As <see cref="TallyQuery.Figures"/> names them; null where nothing was added up.</param>
public sealed record FactTally(LocalDate? Day, string? Brand, IReadOnlyList<decimal?> Figures);
