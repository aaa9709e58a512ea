using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.Tests.DuckDb.Demo;

[TestFixture]
internal sealed class DemoTenantsTests
{
    private static IEnumerable<DemoBrand> Brands => DemoTenants.All.SelectMany(t => t.Brands);

    [Test]
    public void Users_and_brands_are_nobody_elses()
    {
        DemoTenants.All.SelectMany(t => t.Users).Select(u => u.User).Should().OnlyHaveUniqueItems();
        Brands.Select(b => b.Slug).Should().OnlyHaveUniqueItems();
        Brands.Select(b => b.Salt).Should().OnlyHaveUniqueItems();
        Brands.Select(b => b.Prefix).Should().OnlyHaveUniqueItems();
    }

    [TestCase("luma-skin", "Glow Serum", 2024, 9, 1)]
    [TestCase("luma-skin", "Hydra Mist", 2026, 3, 10)]
    [TestCase("luma-skin", "SPF 50 Daily Shield", 2025, 5, 6)]
    [TestCase("peakform", "Summit Hoodie", 2025, 9, 16)]
    [TestCase("tidewell", "Oak Side Table", 2026, 2, 3)]
    public void Products_that_questions_name_have_their_launch_day(string brand, string product, int year, int month, int day)
    {
        var found = Brands.Single(b => b.Slug == brand).Products.Single(p => p.Name == product);

        found.LaunchedOn.Should().Be(new NodaTime.LocalDate(year, month, day));
    }

    [TestCase("meta", "Luma - Spring Glow Prospecting")]
    [TestCase("meta", "Luma - Retargeting DPA")]
    [TestCase("meta", "Peak - Back to Gym")]
    [TestCase("meta", "Tide - Home Refresh")]
    [TestCase("tiktok", "Luma - Spark Creators")]
    [TestCase("tiktok", "Peak - Hoodie Drop")]
    [TestCase("tiktok", "Tide - Unboxed")]
    [TestCase("google", "Luma - Brand Search")]
    [TestCase("google", "Luma - PMax Shopping")]
    [TestCase("google", "Peak - PMax")]
    [TestCase("google", "Tide - Generic Search")]
    public void Campaigns_that_questions_name_exist_once(string platform, string campaign)
    {
        Brands.SelectMany(b => b.Campaigns).Where(c => c.Name == campaign).Should().ContainSingle().Which.Platform.Should().Be(platform);
    }

    [Test]
    public void Every_platform_can_claim_orders_on_every_day()
    {
        foreach (var brand in Brands)
        {
            var always = brand.Campaigns.Where(c => !c.IsBarren && c.StartedOn == DemoCalendar.FirstDay && c.EndedOn is null);

            always.Select(c => c.Platform).Distinct().Should().BeEquivalentTo(["meta", "google", "tiktok"], brand.Slug);
        }
    }

    [Test]
    public void Every_brand_places_all_of_its_customers()
    {
        foreach (var brand in Brands)
            brand.Places.Sum(p => p.Share).Should().Be(200, brand.Slug);
    }
}
