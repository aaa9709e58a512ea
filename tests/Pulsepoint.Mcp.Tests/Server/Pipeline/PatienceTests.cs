using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

/// <summary>An answer in time, an honest word in time, and a way to collect what takes longer.</summary>
[TestFixture]
public sealed class PatienceTests : ServerFixture
{
    private const string Question = """{"metrics":["sessions"],"time":{"preset":"last_week"}}""";

    [Test]
    public async Task An_answer_that_takes_too_long_is_refused_within_three_seconds()
    {
        var asked = new TaskCompletionSource();
        Warehouse.Gate = async (_, cancellationToken) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        var pair = Start();

        var asking = pair.CallAsync("query_metrics", Question);
        await asked.Task.WaitAsync(McpPair.Timeout);
        Time.Advance(TimeSpan.FromSeconds(2.9));
        asking.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(0.2));

        var error = Error(await asking);
        error.GetProperty("code").GetString().Should().Be("source_unavailable");
        error.GetProperty("message").GetString().Should().Be("The answer was not there within 3 s.");
        error.TryGetProperty("cursor", out _).Should().BeFalse("nothing goes on");
        Outbox.Events.Should().ContainSingle().Which.Event.Outcome.Should().Be(EventOutcome.Error);
    }

    [Test]
    public async Task A_client_that_cancels_is_not_told_of_time()
    {
        using var gone = new CancellationTokenSource();
        Warehouse.Gate = async (_, cancellationToken) =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        var pair = Start();

        var calling = () => pair.Get<Pulsepoint.Mcp.Core.Serving.IMcpEndpoint>().CallAsync("query_metrics", JsonElement.Parse(Question), gone.Token);

        await calling.Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task An_answer_that_goes_on_is_collected_with_its_cursor()
    {
        List<AnswerContext> answers = [];
        Warehouse.Gate = (answer, _) =>
        {
            answers.Add(answer);
            return answers.Count > 1 ? Task.CompletedTask : throw GoesOn();
        };
        var pair = Start();

        var error = Error(await pair.CallAsync("query_metrics", Question));
        var cursor = error.GetProperty("cursor").GetString()!;
        var answer = await pair.CallAsync("query_metrics", With(Question, cursor));

        error.GetProperty("next_step").GetString().Should().Contain(cursor).And.Contain("is not billed again");
        error.GetProperty("retry_after_seconds").GetInt32().Should().BePositive();
        answers[0].IsContinued.Should().BeFalse();
        answers[1..].Should().NotBeEmpty().And.AllSatisfy(a => (a.Id, a.IsContinued).Should().Be((answers[0].Id, true)));
        answer.GetProperty("result").GetProperty("structuredContent").GetProperty("answer_id").GetGuid().Should().Be(answers[0].Id.Value);
    }

    [Test]
    public async Task A_page_that_goes_on_is_collected_as_that_page()
    {
        const string Days = """{"metrics":["net_sales"],"grain":"day","time":{"from":"2026-01-01","to":"2026-11-22"},"brands":["luma-skin"]}""";
        Warehouse.Groups = 300;
        var pair = Start();
        var second = With(Days, Content(await pair.CallAsync("query_metrics", Days)).GetProperty("next_cursor").GetString()!);
        var expected = Content(await pair.CallAsync("query_metrics", second)).GetProperty("rows")[0].GetRawText();

        Warehouse.Gate = (_, _) => throw GoesOn();
        var once = Error(await pair.CallAsync("query_metrics", second)).GetProperty("cursor").GetString()!;
        var twice = Error(await pair.CallAsync("query_metrics", With(Days, once))).GetProperty("cursor").GetString()!;
        Warehouse.Gate = (_, _) => Task.CompletedTask;

        twice.Should().Be(once, "it is the same answer");
        Content(await pair.CallAsync("query_metrics", With(Days, twice))).GetProperty("rows")[0].GetRawText().Should().Be(expected);
    }

    [TestCase("""{"metrics":["sessions"],"time":{"preset":"last_month"}}""")]
    [TestCase("""{"metrics":["net_sales"],"time":{"preset":"last_week"}}""")]
    public async Task A_cursor_collects_no_other_question(string other)
    {
        Warehouse.Gate = (_, _) => throw GoesOn();
        var pair = Start();
        var cursor = Error(await pair.CallAsync("query_metrics", Question)).GetProperty("cursor").GetString()!;

        Error(await pair.CallAsync("query_metrics", With(other, cursor))).GetProperty("code").GetString().Should().Be("cursor_invalid");
    }

    [Test]
    public async Task The_order_of_arguments_does_not_matter()
    {
        Warehouse.Gate = (_, _) => throw GoesOn();
        var pair = Start();
        var cursor = Error(await pair.CallAsync("query_metrics", Question)).GetProperty("cursor").GetString()!;
        Warehouse.Gate = (_, _) => Task.CompletedTask;

        var answer = await pair.CallAsync("query_metrics", $$"""{"cursor":"{{cursor}}","time":{"preset":"last_week"},"limit":null,"metrics":["sessions"]}""");

        Content(answer).GetProperty("rows").GetArrayLength().Should().BePositive();
    }

    [Test]
    public async Task A_made_up_answer_is_not_continued()
    {
        var forged = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"~{Guid.NewGuid():N}.AAAAAAAAAAAAAAAA"));

        Error(await Start().CallAsync("query_metrics", With(Question, forged))).GetProperty("code").GetString().Should().Be("cursor_invalid");
    }

    [TestCase("get_dashboard", "{}")]
    [TestCase("explain_change", """{"metric":"net_sales"}""")]
    public async Task A_cursor_of_no_unfinished_answer_is_refused_where_there_are_no_pages(string tool, string asked)
    {
        var cursor = asked == "{}" ? """{"cursor":"MTA"}""" : With(asked, "MTA");

        Error(await Start().CallAsync(tool, cursor)).GetProperty("code").GetString().Should().Be("cursor_invalid");
    }

    [Test]
    public async Task An_answer_without_pages_is_collected_too()
    {
        List<AnswerContext> answers = [];
        Warehouse.Gate = (answer, _) =>
        {
            answers.Add(answer);
            return answers.Count > 1 ? Task.CompletedTask : throw GoesOn();
        };
        var pair = Start();
        const string Why = """{"metric":"net_sales"}""";

        var cursor = Error(await pair.CallAsync("explain_change", Why)).GetProperty("cursor").GetString()!;

        Content(await pair.CallAsync("explain_change", With(Why, cursor))).GetProperty("answer_id").GetGuid().Should().Be(answers[0].Id.Value);
    }

    [Test]
    public async Task What_queries_cost_stands_in_the_answer_and_in_its_event()
    {
        Warehouse.Cost = new QueryCost(72, 10L << 20, 0.000059604644775390625m);

        var answer = await Start().CallAsync("query_metrics", Question);

        var provenance = Content(answer).GetProperty("provenance");
        var usage = Outbox.Events.Should().ContainSingle().Subject.Event;
        var queries = usage.BytesBilled!.Value / (10L << 20);
        queries.Should().BeGreaterThan(0);
        provenance.GetProperty("bytes_billed").GetInt64().Should().Be(usage.BytesBilled);
        decimal.Parse(provenance.GetProperty("cost_usd").GetString()!, System.Globalization.CultureInfo.InvariantCulture).Should().Be(usage.CostUsd).And.Be(queries * Warehouse.Cost.Usd);
        usage.BytesProcessed.Should().Be(queries * 72);
        answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString().Should().Contain("Billed: ");
    }

    [Test]
    public async Task What_a_refused_call_was_billed_is_counted_all_the_same()
    {
        Warehouse.Cost = new QueryCost(72, 10L << 20, 0.01m);
        Warehouse.Gate = (_, _) => throw Refusal.SourceUnavailable("It broke.", "Wait.");

        await Start().CallAsync("query_metrics", Question);

        Outbox.Events.Should().ContainSingle().Which.Event.CostUsd.Should().Be(0.01m);
    }

    private static RefusalException GoesOn() => new(RefusalCode.SourceUnavailable, "It goes on.", "Wait.") { IsUnfinished = true };

    private static string With(string question, string cursor) => $$"""{{question[..^1]}},"cursor":"{{cursor}}"}""";

    private static JsonElement Error(JsonElement answer) => answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error");

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");
}
