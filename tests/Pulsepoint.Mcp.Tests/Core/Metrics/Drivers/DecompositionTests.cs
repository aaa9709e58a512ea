using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Drivers;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Drivers;

internal sealed class DecompositionTests
{
    private const decimal Rounding = 1e-12m;

    private static readonly Gen<decimal> s_amount = Gen.Decimal[0m, 1_000_000m].Select(d => Math.Round(d, 2));

    private static readonly Gen<MemberSums[]> s_members =
        from members in Gen.Select(Gen.String, s_amount, s_amount, s_amount, s_amount, (name, a, b, c, d) => new MemberSums(name, a, b, c, d)).Array[1, 12]
        select members;

    [Test]
    public void The_parts_of_a_ratio_add_up_to_its_change() => s_members.Where(HasRatios).Sample(members =>
    {
        var all = MemberSums.Together(members);
        var change = (100 * all.Numerator / all.Denominator) - (100 * all.NumeratorThen / all.DenominatorThen);

        var drivers = Decomposition.OfRatio(members, 100);

        return Math.Abs(drivers.Sum(d => d.Contribution) - change) <= Rounding * Math.Max(1m, 100 * Math.Max(all.NumeratorThen / all.DenominatorThen, all.Numerator / all.Denominator))
            && drivers.All(d => Math.Abs(d.Mix!.Value + d.Rate!.Value - d.Contribution) <= Rounding * Math.Max(1m, Math.Abs(d.Mix.Value))); // a ratio's parts have both
    });

    [Test]
    public void The_parts_of_a_sum_are_the_members_own_changes() => s_members.Sample(members =>
        Decomposition.OfSum(members).Sum(d => d.Contribution) == members.Sum(m => m.Numerator) - members.Sum(m => m.NumeratorThen));

    [Test]
    public void Where_only_the_weights_moved_all_is_mix()
    {
        // Mobile converts at 1 %, desktop at 3 %: more mobile visits, and the same ratios.
        MemberSums[] members = [new("mobile", 5m, 500m, 9m, 900m), new("desktop", 15m, 500m, 3m, 100m)];

        var drivers = Decomposition.OfRatio(members, 1);

        drivers.Should().OnlyContain(d => d.Rate == 0m);
        drivers.Sum(d => d.Mix).Should().Be(0.012m - 0.020m);
    }

    [Test]
    public void Where_only_one_ratio_moved_all_is_its_rate()
    {
        MemberSums[] members = [new("mobile", 10m, 500m, 5m, 500m), new("desktop", 15m, 500m, 15m, 500m)];

        var drivers = Decomposition.OfRatio(members, 1);

        drivers.Should().OnlyContain(d => d.Mix == 0m);
        drivers[0].Rate.Should().Be(-0.005m);
        drivers[1].Contribution.Should().Be(0m);
    }

    [Test]
    public void A_ratio_that_was_none_cannot_be_split()
    {
        Decomposition.OfRatio([new("mobile", 0m, 0m, 5m, 500m)], 1).Should().BeEmpty();
    }

    private static bool HasRatios(MemberSums[] members) => members.Sum(m => m.Denominator) > 0m && members.Sum(m => m.DenominatorThen) > 0m;
}
