using NodaTime;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>One value of a compiled query. <paramref name="Name"/> carries no prefix; the text does, in its dialect's way.</summary>
/// <param name="Name">As in the text, without <c>@</c> or <c>$</c>.</param>
/// <param name="Value">A <see cref="string"/>, <see cref="decimal"/>, <see cref="long"/> or <see cref="LocalDate"/>.</param>
public sealed record SqlParameter(string Name, object Value);
