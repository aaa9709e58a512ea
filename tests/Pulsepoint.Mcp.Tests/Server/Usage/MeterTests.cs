using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Usage;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Tests.Server.Tools;

namespace Pulsepoint.Mcp.Tests.Server.Usage;

[TestFixture]
public sealed class MeterTests : ServerFixture
{
    private const string Question = """{"metrics":["sessions"],"time":{"preset":"last_week"}}""";

    [Test]
    public async Task An_answer_is_one_event_with_all_that_is_known_of_it()
    {
        var answer = await Start().CallAsync("query_metrics", Question);

        var content = answer.GetProperty("result").GetProperty("structuredContent");
        var (tenant, call, lane) = Outbox.Events.Should().ContainSingle().Subject;
        tenant.Tenant.Should().Be(TestIssuer.Grant.Tenant);
        lane.Should().Be(EventLane.Usage);
        call.Should().BeEquivalentTo(new
        {
            Type = EventType.ToolCall,
            Outcome = EventOutcome.Ok,
            OccurredAt = Instant.FromDateTimeOffset(Time.GetUtcNow()),
            TestIssuer.Grant.Tenant,
            TestIssuer.Grant.User,
            TestIssuer.Grant.Key,
            Tool = "query_metrics",
            AnswerId = content.GetProperty("answer_id").GetGuid(),
            Engine = content.GetProperty("provenance").GetProperty("source").GetString()!.Split(':')[0],
            Rows = (long)content.GetProperty("rows").GetArrayLength(),
            Query = content.GetProperty("provenance").GetProperty("query").GetRawText(),
            ServerVersion = "1.2.3",
            CostUsd = 0m,
        });
        call.Question.Should().BeNull();
        call.ErrorCode.Should().BeNull();
    }

    [Test]
    public async Task Tokens_are_those_of_the_arguments_and_of_all_that_was_sent_back()
    {
        var answer = await Start().CallAsync("query_metrics", Question);

        var result = answer.GetProperty("result");
        var sent = O200k.Of(result.GetProperty("content")[0].GetProperty("text").GetString()!) + O200k.Of(result.GetProperty("structuredContent").GetRawText());
        Outbox.Events[0].Event.TokensOut.Should().Be(sent).And.BePositive();
        Outbox.Events[0].Event.TokensIn.Should().Be(O200k.Of(Question));
    }

    [Test]
    public async Task A_page_counts_its_own_rows_and_no_others()
    {
        Warehouse.Groups = 300;

        var answer = await Start().CallAsync("query_metrics", """{"metrics":["net_sales"],"grain":"day","time":{"from":"2026-01-01","to":"2026-11-22"},"brands":["luma-skin"]}""");

        var shown = answer.GetProperty("result").GetProperty("structuredContent").GetProperty("rows").GetArrayLength();
        Outbox.Events[0].Event.Rows.Should().Be(shown).And.BeLessThan(300);
    }

    [Test]
    public void An_explanation_is_kept_with_the_dimension_that_was_asked_for()
    {
        var asked = ToolArguments.Of(JsonElement.Parse("""{"metric":"net_sales","by":"channel"}"""));

        AskedQuery.Of("""{"metrics":["net_sales"]}""", asked).Should().Be("""{"metrics":["net_sales"],"by":"channel"}""");
        AskedQuery.Of("""{"metrics":["net_sales"]}""", ToolArguments.None).Should().Be("""{"metrics":["net_sales"]}""");
    }

    [Test]
    public async Task What_cannot_be_counted_is_not_answered()
    {
        Outbox.Failure = Refusal.SourceUnavailable("The disk is full.", "Make room.");

        var answer = await Start().CallAsync("query_metrics", Question);

        var result = answer.GetProperty("result");
        result.GetProperty("isError").GetBoolean().Should().BeTrue();
        result.GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("source_unavailable");
        result.TryGetProperty("structuredContent", out _).Should().BeFalse();
        result.GetProperty("content")[0].GetProperty("text").GetString().Should().NotContain("sessions");
    }

    [Test]
    public async Task A_refusal_is_an_event_with_its_reason()
    {
        await Start().CallAsync("query_metrics", """{"metrics":["sessionz"]}""");

        Outbox.Events.Should().ContainSingle().Which.Event.Should().BeEquivalentTo(
            new { Type = EventType.ToolCall, Outcome = EventOutcome.Refused, ErrorCode = "metric_unknown", AnswerId = (Guid?)null, Rows = (long?)null });
    }

    [Test]
    public async Task A_denied_call_is_kept_for_auditors()
    {
        await Start().CallAsync("get_audit_log");

        var (_, call, lane) = Outbox.Events.Should().ContainSingle().Subject;
        lane.Should().Be(EventLane.Audit);
        call.Should().BeEquivalentTo(new { Type = EventType.ToolCall, Outcome = EventOutcome.Refused, ErrorCode = "permission_denied" });
    }

    [Test]
    public async Task So_is_a_key_that_the_database_refuses()
    {
        Profiles.Failure = Refusal.KeyRevoked();

        await Start().CallAsync("list_brands");

        var (_, call, lane) = Outbox.Events.Should().ContainSingle().Subject;
        lane.Should().Be(EventLane.Audit);
        call.Should().BeEquivalentTo(new { Type = EventType.KeyRefused, Outcome = EventOutcome.Refused, ErrorCode = "key_revoked" });
    }

    [Test]
    public async Task A_call_that_came_too_soon_has_its_own_type()
    {
        Limiter.Verdict = Limiter.Verdict with { IsAllowed = false, RetryAfterSeconds = 5 };

        await Start().CallAsync("list_brands");

        Outbox.Events.Should().ContainSingle().Which.Event.Type.Should().Be(EventType.RateLimited);
    }

    [Test]
    public async Task Without_a_key_nobody_is_there_to_be_counted()
    {
        await Start(Issuer.Options).CallAsync("list_brands");
        await Start().CallAsync("setup_status");

        Outbox.Events.Should().BeEmpty();
    }
}
