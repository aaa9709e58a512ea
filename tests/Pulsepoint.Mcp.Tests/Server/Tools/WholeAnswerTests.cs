using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

/// <summary>What a file gets: every row, by one call.</summary>
[TestFixture]
public sealed class WholeAnswerTests : ServerFixture
{
    private const string ByDay = """{"metrics":["net_sales"],"grain":"day","time":{"from":"2026-01-01","to":"2026-11-22"},"brands":["luma-skin"]}""";

    [Test]
    public async Task A_long_table_is_one_call_to_limits_and_usage_and_costs_no_tokens_of_a_model()
    {
        Warehouse.Groups = 300;

        var answer = await AskAsync("query_metrics", ByDay);

        answer.GetProperty("rows").GetArrayLength().Should().Be(326, "every day of the range is a row");
        answer.GetProperty("truncated").GetBoolean().Should().BeFalse();
        answer.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
        Limiter.Asked.Should().ContainSingle();
        Outbox.Events.Should().ContainSingle().Which.Event.Should().BeEquivalentTo(new { Rows = 326L, TokensOut = 0 });
    }

    [Test]
    public async Task It_is_the_pages_put_together()
    {
        Warehouse.Groups = 300;
        var pair = Start();
        var rows = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await pair.CallAsync("query_metrics", cursor is null ? ByDay : ByDay[..^1] + $$""","cursor":"{{cursor}}"}""")).GetProperty("result").GetProperty("structuredContent");
            rows.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetRawText()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        var whole = (await pair.Get<IMcpEndpoint>().CallWholeAsync("query_metrics", JsonElement.Parse(ByDay), CancellationToken.None)).StructuredContent!.Value;

        whole.GetProperty("rows").EnumerateArray().Select(r => r.GetRawText()).Should().Equal(rows);
    }

    [Test]
    public async Task Pages_of_usage_follow_one_upon_the_other()
    {
        Usage.Sums = [.. Enumerable.Range(0, 365).Select(i => Sum(NodaTime.Text.LocalDatePattern.Iso.Format(new LocalDate(2025, 11, 1).PlusDays(i))))];
        Usage.Total = [Sum("")];

        var answer = await AskAsync("get_usage", """{"view":"tokens"}""");

        answer.GetProperty("rows").EnumerateArray().Select(r => r[0].GetString()).Should().Equal(Usage.Sums.Select(s => s.Group));
        answer.GetProperty("truncated").GetBoolean().Should().BeFalse();
        Outbox.Events.Should().ContainSingle();
    }

    [Test]
    public async Task A_refusal_stays_one()
    {
        var outcome = await Start().Get<IMcpEndpoint>().CallWholeAsync("query_metrics", JsonElement.Parse("""{"metrics":["sessionz"]}"""), CancellationToken.None);

        outcome.IsError.Should().BeTrue();
        outcome.StructuredContent.Should().BeNull();
    }

    private async Task<JsonElement> AskAsync(string tool, string arguments)
    {
        var outcome = await Start().Get<IMcpEndpoint>().CallWholeAsync(tool, JsonElement.Parse(arguments), CancellationToken.None);
        outcome.Code.Should().BeNull(outcome.Text);
        return outcome.StructuredContent!.Value;
    }

    private static UsageSum Sum(string group) => new() { Group = group, Calls = 1_000_000, TokensIn = 10, TokensOut = 100, Rows = 2, BytesBilled = 0, CostUsd = 0m };
}
