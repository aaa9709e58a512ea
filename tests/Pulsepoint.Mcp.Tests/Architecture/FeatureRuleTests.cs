using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class FeatureRuleTests
{
    private const string Core = "Pulsepoint.Mcp.Core";
    private const string PlantedCore = "Pulsepoint.Mcp.Tests.Architecture.Planted";

    private static readonly Dictionary<string, string[]> s_core = new(StringComparer.Ordinal)
    {
        ["Tenancy"] = [],
        ["Refusals"] = [],
        ["Json"] = [],
        ["Migrations"] = [],
        ["State"] = ["Tenancy"],
        ["Clusters"] = ["Refusals"],
        ["Access"] = ["Tenancy", "Refusals"],
        ["Brands"] = ["Tenancy", "Refusals"],
        ["Audit"] = ["Tenancy", "Refusals", "Metrics.Query", "Metrics.Time"],
        ["Limits"] = ["Tenancy"],
        ["Usage"] = ["Tenancy", "Refusals", "Metrics.Query", "Metrics.Time", "Metrics.Results"],
        ["Outbox"] = ["Tenancy", "Usage"],
        ["Privacy"] = ["State", "Tenancy"],
        ["Sealing"] = ["Refusals", "State", "Tenancy"],
        ["Administration"] = ["Tenancy", "Access", "Brands", "Refusals"],
        ["Metrics.Catalogue"] = ["Refusals", "Warehouses"],
        ["Metrics.Time"] = ["Brands", "Refusals", "Metrics.Query"],
        ["Metrics.Query"] = ["Brands", "Tenancy", "Refusals", "Metrics.Catalogue", "Metrics.Time"],
        ["Metrics.Planning"] = ["Brands", "Tenancy", "Refusals", "Warehouses", "Metrics.Catalogue", "Metrics.Query", "Metrics.Time"],
        ["Metrics.Sql"] = ["Brands", "Tenancy", "Warehouses", "Metrics.Catalogue", "Metrics.Query", "Metrics.Time", "Metrics.Planning"],
        ["Metrics.Results"] = ["Brands", "Tenancy", "Warehouses", "Metrics.Catalogue", "Metrics.Query", "Metrics.Time", "Metrics.Planning"],
        ["Metrics"] =
        [
            "Access", "Brands", "Refusals", "Tenancy", "Warehouses",
            "Metrics.Catalogue", "Metrics.Query", "Metrics.Time", "Metrics.Planning", "Metrics.Sql", "Metrics.Results",
        ],
        ["Warehouses"] = ["Tenancy", "Refusals", "Metrics.Sql"],
        ["Rollups"] = ["Metrics.Time", "Tenancy", "Warehouses"],
        ["Alerts"] =
        [
            "Brands", "Metrics", "Metrics.Catalogue", "Metrics.Query", "Metrics.Results", "Metrics.Time", "Refusals", "Sealing", "Tenancy", "Usage", "Warehouses",
        ],
        ["Budgets"] = ["Refusals", "Tenancy"],
        ["Tokens"] = ["Refusals", "Sealing", "Tenancy"],
        ["Provisioning"] = ["Refusals", "Tenancy", "Tokens", "Warehouses"],
        ["Moves"] = ["Metrics.Time", "Provisioning", "Refusals", "Rollups", "Tenancy", "Warehouses"],
        ["Doctor"] = ["Tenancy"],
        ["Serving"] = ["Refusals"],
        ["Demo"] = ["Tenancy", "Administration"],
    };

    [Test]
    public void No_feature_of_Core_uses_one_that_it_may_not_know() =>
        FeatureRule.Violations(typeof(TenantId).Assembly, Core, s_core).Should().BeEmpty();

    [Test]
    public void A_planted_use_in_the_wrong_direction_is_caught()
    {
        var map = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Tenancy"] = [], ["Metrics"] = ["Tenancy"] };

        var violations = FeatureRule.Violations(typeof(FeatureRuleTests).Assembly, PlantedCore, map);

        violations.Should().Equal("Tenancy may not use Metrics: PlantedTenant → PlantedMetric");
    }

    [Test]
    public void A_feature_that_the_map_does_not_know_is_caught()
    {
        var map = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Tenancy"] = [] };

        var violations = FeatureRule.Violations(typeof(FeatureRuleTests).Assembly, PlantedCore, map);

        violations.Should().Equal("Metrics is a feature that the map does not know");
    }
}
