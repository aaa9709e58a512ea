using System.Reflection;
using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class ExportRuleTests
{
    private static IEnumerable<string> VendorRooms => ProjectRule.VendorRooms;

    [TestCaseSource(nameof(VendorRooms))]
    public void A_vendors_room_exports_only_its_registration_and_options(string room) =>
        ExportRule.Violations(Assembly.Load(room).GetExportedTypes()).Should().BeEmpty();

    [Test]
    public void An_exported_adapter_is_caught()
    {
        var violations = ExportRule.Violations([typeof(PlantedRegistration), typeof(PlantedOptions), typeof(PlantedAdapter), typeof(PlantedTricks)]);

        violations.Should().HaveCount(2).And.Contain(v => v.EndsWith(nameof(PlantedAdapter))).And.Contain(v => v.EndsWith(nameof(PlantedTricks)));
    }

    private static class PlantedRegistration
    {
        public static int AddPulsepointPlanted(int services) => services;
    }

    private sealed record PlantedOptions(string Setting);

    private sealed record PlantedAdapter(string Connection);

    private static class PlantedTricks
    {
        public static int Trick(int value) => value;
    }
}
