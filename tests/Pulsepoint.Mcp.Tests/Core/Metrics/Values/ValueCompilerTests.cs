using System.Text.RegularExpressions;
using CsCheck;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Approval;

namespace Pulsepoint.Mcp.Tests.Core.Metrics.Values;

internal sealed partial class ValueCompilerTests
{
    [Test]
    public void The_text_is_what_was_approved()
    {
        Approved.Match("values-of-platform-postgres.sql", Compile("platform", WarehouseEngine.Postgres, "me").Sql);
        Approved.Match("values-after-one-postgres.sql", Compile("platform", WarehouseEngine.Postgres, "me", "tiktok").Sql);
        Approved.Match("values-of-country-duckdb.sql", Compile("country", WarehouseEngine.DuckDb, search: null).Sql);
    }

    [Test]
    public void Whatever_is_searched_for_the_text_stays_the_same()
    {
        var harmless = Compile("product", WarehouseEngine.DuckDb, "serum").Sql;

        Gen.String[1, 60].Sample(hostile => Compile("product", WarehouseEngine.DuckDb, hostile).Sql == harmless);
    }

    [Test]
    public void Wherever_a_page_begins_the_text_stays_the_same()
    {
        var harmless = Compile("product", WarehouseEngine.DuckDb, "a", "serum").Sql;

        Gen.String[1, 60].Sample(hostile => Compile("product", WarehouseEngine.DuckDb, "a", hostile).Sql == harmless);
    }

    [TestCase("'); drop table orders; --")]
    [TestCase("%")]
    [TestCase("_")]
    [TestCase("\\")]
    public void A_search_travels_as_a_parameter_unchanged_and_is_no_pattern(string hostile)
    {
        var compiled = Compile("product", WarehouseEngine.DuckDb, hostile);

        compiled.Parameters.Select(p => p.Value).Should().Contain(hostile);
        compiled.Sql.Should().NotContain("drop").And.NotContain("like");
    }

    [Test]
    public void Every_placeholder_has_its_parameter_and_every_source_its_brands(
        [Values("country", "platform", "product", "brand")] string dimension, [Values] bool isSearched, [Values] bool isLaterPage)
    {
        var compiled = Compile(dimension, WarehouseEngine.DuckDb, isSearched ? "a" : null, isLaterPage ? "b" : null);

        Placeholder().Matches(compiled.Sql).Select(m => m.Groups[1].Value).Distinct().Should().BeEquivalentTo(compiled.Parameters.Select(p => p.Name));
        Regex.Count(compiled.Sql, "s.brand_id in ").Should().Be(Regex.Count(compiled.Sql, " as s\n"));
        Profiles.Aurora.Brands.Select(b => (object)b.Id.Value).Should().BeSubsetOf(compiled.Parameters.Select(p => p.Value));
    }

    private static CompiledQuery Compile(string dimension, WarehouseEngine engine, string? search, string? after = null) => ValueCompiler.Compile(
        ValuePlanner.Plan(MetricCatalogue.Instance.FindDimension(dimension)!, engine)!,
        Profiles.Aurora.Brands,
        search,
        after is null ? null : new ValuePlace(after, new LocalDate(2026, 11, 22)),
        51);

    [GeneratedRegex("[@$](p[0-9]+)")]
    private static partial Regex Placeholder();
}
