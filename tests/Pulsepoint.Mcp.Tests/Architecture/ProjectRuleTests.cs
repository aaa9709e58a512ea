using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class ProjectRuleTests
{
    private const string Duck = "src/Pulsepoint.Mcp.DuckDb/Pulsepoint.Mcp.DuckDb.csproj";

    [Test]
    public void Every_project_refers_to_exactly_what_its_room_may() =>
        ProjectRule.Violations(SourceTree.Checkout).Should().BeEmpty();

    [TestCase("<ProjectReference Include=\"../Pulsepoint.Mcp.Postgres/Pulsepoint.Mcp.Postgres.csproj\" />", "project Pulsepoint.Mcp.Postgres is not allowed")]
    [TestCase("<PackageReference Include=\"Npgsql\" PrivateAssets=\"compile;contentfiles;build;analyzers\" />", "package Npgsql is not allowed")]
    public void A_planted_reference_is_caught(string reference, string violation)
    {
        var planted = Plant(Duck, text => text.Replace("</Project>", $"<ItemGroup>{reference}</ItemGroup></Project>", StringComparison.Ordinal));

        ProjectRule.Violations(planted).Should().Equal($"Pulsepoint.Mcp.DuckDb: {violation}");
    }

    [Test]
    public void A_vendor_package_whose_types_leak_is_caught()
    {
        var planted = Plant(Duck, text => text.Replace("compile;contentfiles", "contentfiles", StringComparison.Ordinal));

        ProjectRule.Violations(planted).Should().ContainSingle().Which.Should().Contain("leaks its types");
    }

    [Test]
    public void A_project_outside_the_map_is_caught()
    {
        var planted = SourceTree.Of([.. SourceTree.Checkout.Files.Select(f => (f.Key, f.Value)), ("src/Pulsepoint.Mcp.Extra/Pulsepoint.Mcp.Extra.csproj", "<Project />")]);

        ProjectRule.Violations(planted).Should().Equal("Pulsepoint.Mcp.Extra: not in the map of rooms");
    }

    private static SourceTree Plant(string path, Func<string, string> change) =>
        SourceTree.Of(SourceTree.Checkout.Files.Select(f => (f.Key, f.Key == path ? change(f.Value) : f.Value)));
}
