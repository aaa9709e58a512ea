using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Warehouses;

internal sealed class WarehousePlaceTests
{
    [TestCase("bigquery:acme-eu.t_aurora@EU", "acme-eu", "t_aurora", "EU")]
    [TestCase("bigquery:a.t@europe-west3", "a", "t", "europe-west3")]
    public void A_place_names_project_dataset_and_location(string text, string project, string dataset, string location)
    {
        var place = WarehousePlace.Parse(text);

        (place.Dataset.Project, place.Dataset.Name, place.Location).Should().Be((project, dataset, location));
        place.ToString().Should().Be(text);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("bigquery:")]
    [TestCase("bigquery:t_aurora@EU")]
    [TestCase("bigquery:acme.t_aurora")]
    [TestCase("bigquery:acme.t_aurora@")]
    [TestCase("bigquery:acme.t_aurora@EU@US")]
    [TestCase("bigquery:acme.t`aurora@EU")]
    [TestCase("acme.t_aurora@EU")]
    public void What_is_no_place_is_not_taken_for_one(string? text) => WarehousePlace.TryParse(text).Should().BeNull();
}
