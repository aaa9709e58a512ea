using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>A key for one brand searches every dimension for what the other brands and tenants call their things.</summary>
[Attack]
internal sealed class ForeignValueTests : ToolAttackFixture
{
    private static readonly string[] s_searches =
    [
        "peak", "Peak - Broad Test", "Flex Leggings", "leggings", "kestrel", "Kestrel - PMax", "Night Shift Espresso", "nordpaw", "embermade", "Fire Pit", "P", "K",
        "%", "%peak%", "_", "*", "' or s.brand_id = 'peakform' --", "') or ('1' = '1", "$p1", "@p1", "peakform", "tidewell",
    ];

    [Test]
    public async Task No_search_finds_a_foreign_value()
    {
        var luma = Server("aurora", "luma-only");
        var foreign = await ForeignAsync();
        List<string> wrong = [];

        foreach (var dimension in MetricCatalogue.Instance.Dimensions)
        {
            foreach (var search in s_searches)
            {
                var outcome = await luma.CallAsync("list_values", $$"""{"dimension":"{{dimension.Id}}","search":"{{search}}","limit":200}""");
                var values = outcome.StructuredContent!.Value.GetProperty("values").EnumerateArray().ToList();
                if (values.Exists(v => v.GetProperty("brands").ToString() != """["luma-skin"]""") || foreign.Any(f => outcome.Text.Contains(f, StringComparison.Ordinal)))
                    wrong.Add($"{dimension.Id} {search}: {outcome.Text}");
            }
        }

        wrong.Should().BeEmpty();
    }

    /// <summary>The names of products and campaigns of every other brand.</summary>
    private static async Task<IReadOnlyList<string>> ForeignAsync()
    {
        List<string> names = [];
        foreach (var (tenant, brands) in new[] { ("aurora", """["peakform","tidewell"]"""), ("borealis", "\"*\""), ("cinder", "\"*\"") })
        {
            foreach (var dimension in new[] { "product", "campaign" })
            {
                var outcome = await Server(tenant, "analyst").CallAsync("list_values", $$"""{"dimension":"{{dimension}}","brands":{{brands}},"limit":200}""");
                names.AddRange(outcome.StructuredContent!.Value.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetString()!));
            }
        }

        names.Should().Contain("Flex Leggings").And.Contain("Night Shift Espresso").And.Contain("Fire Pit").And.HaveCountGreaterThan(60);
        return names;
    }
}
