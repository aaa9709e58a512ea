namespace Pulsepoint.Mcp.Core.Metrics.Drivers;

/// <summary>
/// Splits the change of a metric into the parts of each member of a dimension. A sum's parts are the members' own changes.
/// A ratio's are two: what shifting weight between better and worse members did (mix), and what the members' own ratios did
/// (rate); a member's weight is its share of the denominator. Either way the parts add up to the change exactly.
/// </summary>
internal static class Decomposition
{
    public static IReadOnlyList<Driver> OfSum(IEnumerable<MemberSums> members) =>
        [.. members.Select(m => new Driver(m.Member, m.NumeratorThen, m.Numerator, m.Numerator - m.NumeratorThen, null, null))];

    /// <param name="members">All of them: weights are shares of their sum.</param>
    /// <param name="times">What the ratio is multiplied by.</param>
    /// <returns>None where there is no ratio, then or now.</returns>
    public static IReadOnlyList<Driver> OfRatio(IReadOnlyList<MemberSums> members, int times)
    {
        var all = MemberSums.Together(members);
        if (all.Denominator == 0m || all.DenominatorThen == 0m)
            return [];

        var ratioThen = all.NumeratorThen / all.DenominatorThen;
        return [.. members.Select(Of)];

        Driver Of(MemberSums m)
        {
            var shift = (m.Denominator / all.Denominator) - (m.DenominatorThen / all.DenominatorThen);
            var contribution = (m.Numerator / all.Denominator) - (m.NumeratorThen / all.DenominatorThen) - (ratioThen * shift);

            // A member that is new has no ratio of its own before, so all that it did is rate.
            var mix = m.DenominatorThen == 0m ? 0m : shift * ((m.NumeratorThen / m.DenominatorThen) - ratioThen);
            return new Driver(
                m.Member, Ratio(m.NumeratorThen, m.DenominatorThen), Ratio(m.Numerator, m.Denominator), times * contribution, times * mix, times * (contribution - mix));
        }

        decimal? Ratio(decimal above, decimal below) => below == 0m ? null : times * above / below;
    }
}
