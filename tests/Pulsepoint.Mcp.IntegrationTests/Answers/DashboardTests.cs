using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Tools.Dashboards;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Answers;

internal sealed class DashboardTests
{
    private DemoTenantsFixture _demo = null!; // made in OneTimeSetUp

    [OneTimeSetUp]
    public async Task MakeDemoAsync() => _demo = await DemoTenantsFixture.SharedAsync();

    [TestCase("last_week", null)]
    [TestCase("last_month", "luma-skin")]
    [TestCase("last_365_days", "tidewell")]
    public async Task Its_figures_are_those_of_single_questions(string preset, string? brand)
    {
        string[]? brands = brand is null ? null : [brand];

        var dashboard = await ReadAsync(new DashboardRequest(new RequestTime(preset, null, null), Brands: brands));

        foreach (var metric in dashboard.Figures.Provenance.Query.Metrics)
        {
            var alone = await Reader.ReadAsync(
                _demo.Analyst("aurora"),
                Contexts.Answer(),
                new MetricRequest { Metrics = [metric.Id], Time = new RequestTime(preset, null, null), Compare = new RequestCompare("previous_period", null, null), Brands = brands },
                CancellationToken.None);
            dashboard.Figures.Totals[metric.Id].Should().Be(alone.Totals[metric.Id], metric.Id).And.NotBeNull();
            dashboard.Figures.Compare!.Totals[metric.Id].Should().Be(alone.Compare!.Totals[metric.Id], metric.Id);
        }
    }

    [TestCase("last_week", 7)]
    [TestCase("last_month", 31)]
    [TestCase("last_13_weeks", 13)]
    [TestCase("last_year", 12)]
    public async Task Its_series_has_as_many_rows_as_a_reader_takes_in(string preset, int rows)
    {
        var dashboard = await ReadAsync(new DashboardRequest(new RequestTime(preset, null, null)));

        dashboard.Series.Rows.Should().HaveCount(rows);
    }

    [Test]
    public async Task Its_tables_add_up_to_its_figures()
    {
        var dashboard = await ReadAsync(new DashboardRequest(new RequestTime("last_week", null, null), Brands: ["peakform"]));

        dashboard.Series.Rows.Sum(r => r[1].Number).Should().Be(dashboard.Figures.Totals["net_sales"]);
        dashboard.Channels.Rows.Sum(r => r[1].Number).Should().Be(dashboard.Figures.Totals["net_sales"]);
        dashboard.Products!.Rows.Should().HaveCount(10).And.BeInDescendingOrder(r => r[1].Number);
    }

    // 2,000 tokens of figures and dates, counted on such answers as 2.66 characters each.
    [TestCase("last_month")]
    [TestCase("last_217_days")]
    public async Task Both_forms_stay_within_what_a_model_is_given_to_read(string preset)
    {
        var answer = new DashboardTable(await ReadAsync(new DashboardRequest(new RequestTime(preset, null, null))), cost: default).ToAnswer();

        var prose = answer.Summary.Length + answer.Warnings.Sum(w => w.Length);
        (prose + BodyLength(answer)).Should().BeLessThan(5_500);
        (prose + answer.Table.Length).Should().BeLessThan(5_300);
    }

    [Test]
    public async Task A_brand_that_the_key_may_not_see_is_unknown()
    {
        var luma = _demo.Keys("aurora").First(k => k.Name == "luma-only").Context;

        var read = () => _demo.Services.GetRequiredService<DashboardReader>().ReadAsync(luma, Contexts.Answer(), new DashboardRequest(Brands: ["peakform"]), CancellationToken.None);

        (await read.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.BrandUnknown);
    }

    private static long BodyLength(ToolAnswer answer)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            answer.Body(writer);
            writer.WriteEndObject();
        }

        return body.Length;
    }

    private MetricReader Reader => _demo.Services.GetRequiredService<MetricReader>();

    private Task<Dashboard> ReadAsync(DashboardRequest request) =>
        _demo.Services.GetRequiredService<DashboardReader>().ReadAsync(_demo.Analyst("aurora"), Contexts.Answer(), request, CancellationToken.None);
}
