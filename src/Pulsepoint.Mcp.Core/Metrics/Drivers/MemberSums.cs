namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>What a metric is made of for one member of a dimension, then and now. A plain sum has a denominator of one for all together.</summary>
/// <param name="Member">The member; null for what has no name.</param>
/// <param name="NumeratorThen">Sum above the line on the days compared with.</param>
/// <param name="DenominatorThen">Sum below the line on the days compared with.</param>
/// <param name="Numerator">Sum above the line on the days asked about.</param>
/// <param name="Denominator">Sum below the line on the days asked about.</param>
internal sealed record MemberSums(string? Member, decimal NumeratorThen, decimal DenominatorThen, decimal Numerator, decimal Denominator)
{
    // What converting and rounding at the tenth decimal leave; whoever is counted twice makes one or more.
    private const decimal Rounding = 0.00001m;

    public bool IsAbout(MemberSums other) =>
        Math.Abs(NumeratorThen - other.NumeratorThen) <= Rounding && Math.Abs(DenominatorThen - other.DenominatorThen) <= Rounding
        && Math.Abs(Numerator - other.Numerator) <= Rounding && Math.Abs(Denominator - other.Denominator) <= Rounding;

    public static MemberSums Together(IEnumerable<MemberSums> members) => members.Aggregate(
        new MemberSums(null, 0m, 0m, 0m, 0m),
        (all, one) => new MemberSums(
            null,
            all.NumeratorThen + one.NumeratorThen,
            all.DenominatorThen + one.DenominatorThen,
            all.Numerator + one.Numerator,
            all.Denominator + one.Denominator));
}
