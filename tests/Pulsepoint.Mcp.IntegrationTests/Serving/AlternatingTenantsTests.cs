using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>Keys of two tenants, and two keys of one, take turns at random: over servers of their own, and over one process's pools and caches.</summary>
[Attack]
internal sealed class AlternatingTenantsTests : ToolAttackFixture
{
    private const int Calls = 200;

    private static readonly (string Tenant, string Key)[] s_keys = [("aurora", "analyst"), ("aurora", "luma-only"), ("borealis", "analyst")];

    [Test]
    public async Task Servers_of_one_state_folder_answer_with_their_own_tenants_truth()
    {
        var random = new Random(7);
        List<string> wrong = [];

        await Parallel.ForEachAsync(Enumerable.Range(0, Calls).Select(_ => s_keys[random.Next(s_keys.Length)]).ToList(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (key, _) =>
        {
            var (truth, arguments) = Truth(key);
            var outcome = await Server(key.Tenant, key.Key).CallAsync("query_metrics", arguments);
            var answered = outcome.StructuredContent?.GetProperty("totals").GetProperty("net_sales").GetDecimal();
            if (answered != truth)
            {
                lock (wrong)
                    wrong.Add($"{key}: {answered} instead of {truth}");
            }
        });

        wrong.Should().BeEmpty();
    }

    [Test]
    public async Task One_process_that_holds_several_keys_mixes_neither_its_pools_nor_its_caches()
    {
        var random = new Random(11);
        var reader = Demo.Services.GetRequiredService<MetricReader>();
        var profiles = Demo.Services.GetRequiredService<ITenantProfiles>();

        for (var i = 0; i < Calls; i++)
        {
            var key = s_keys[random.Next(s_keys.Length)];
            var context = Demo.Keys(key.Tenant).First(k => k.Name == key.Key).Context;
            var book = Demo.Answers(key.Tenant);

            var profile = await profiles.ReadAsync(context, CancellationToken.None);
            var result = await reader.ReadAsync(
                context, Contexts.Answer(), new MetricRequest { Metrics = ["net_sales"], Time = new RequestTime(null, book.From, book.To) }, CancellationToken.None);

            profile.Brands.Select(b => b.Id.Value).Should().BeEquivalentTo(key.Key == "luma-only" ? ["luma-skin"] : book.Brands.Where(b => b != Testing.AnswerBook.AllBrands));
            result.Totals["net_sales"].Should().Be(Truth(key).Total, key.ToString());
        }
    }

    private static (decimal? Total, string Arguments) Truth((string Tenant, string Key) key)
    {
        var book = Demo.Answers(key.Tenant);
        var brand = key.Key == "luma-only" ? "luma-skin" : Testing.AnswerBook.AllBrands;
        return (
            decimal.Parse(book.Total(brand, "net_sales")!, CultureInfo.InvariantCulture),
            $$$"""{"metrics":["net_sales"],"time":{"from":"{{{book.From}}}","to":"{{{book.To}}}"}}""");
    }
}
