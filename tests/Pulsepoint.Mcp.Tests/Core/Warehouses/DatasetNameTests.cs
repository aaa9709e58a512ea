using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Warehouses;

internal sealed class DatasetNameTests
{
    [TestCase("t_aurora")]
    [TestCase("pulsepoint-eu.t_aurora")]
    public void A_dataset_is_accepted_with_and_without_its_project(string text) => DatasetName.Parse(text).ToString().Should().Be(text);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a.b.c")]
    [TestCase("a.")]
    [TestCase(".b")]
    [TestCase("a b")]
    [TestCase("t`x")]
    [TestCase("t;drop")]
    [TestCase("t_aurora\n")]
    [TestCase("t_aurora\\")]
    [TestCase("pröject.t")]
    [TestCase("1p.t")]
    public void What_could_leave_its_quotes_is_no_dataset(string? text) => DatasetName.TryParse(text, out _).Should().BeFalse();
}
