using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo;

[TestFixture]
internal sealed class DemoSlotsTests
{
    private static readonly DemoBrand[] s_brands = [.. DemoTenants.All.SelectMany(t => t.Brands)];

    [TestCaseSource(nameof(s_brands))]
    public void Every_number_of_every_bucket_stands_for_a_variant(DemoBrand brand)
    {
        var slots = new DemoSlots(brand).All;

        slots.GroupBy(s => (s.Era, s.Bucket)).Should().OnlyContain(bucket => bucket.Count() == DemoSlots.PerBucket);
        slots.Select(s => s.Bucket).Distinct().Should().HaveCount(DemoSlots.Buckets);
    }

    [TestCaseSource(nameof(s_brands))]
    public void No_variant_is_in_two_buckets(DemoBrand brand)
    {
        var homes = new DemoSlots(brand).All.GroupBy(s => s.Variant).Select(v => v.Select(s => s.Bucket).Distinct().Count());

        homes.Should().OnlyContain(n => n == 1);
    }

    [Test]
    public void A_product_cannot_be_drawn_while_out_of_stock()
    {
        var slots = new DemoSlots(AuroraBrands.Peakform);
        var leggings = AuroraBrands.Peakform.Products[0].Variants.Select((_, v) => DemoVariantId.Of(AuroraBrands.Peakform, 0, v)).ToArray();

        Drawable(slots, new LocalDate(2026, 5, 10)).Should().Contain(leggings);
        Drawable(slots, new LocalDate(2026, 5, 11)).Should().NotContain(leggings);
        Drawable(slots, new LocalDate(2026, 5, 20)).Should().NotContain(leggings);
        Drawable(slots, new LocalDate(2026, 5, 21)).Should().Contain(leggings);
    }

    private static HashSet<string> Drawable(DemoSlots slots, LocalDate day) =>
        [.. slots.All.Where(s => s.Era == slots.EraOf(day)).Select(s => s.Variant)];
}
