using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class SubmitFeedbackTests : ServerFixture
{
    [Test]
    public async Task An_answer_can_be_judged_before_the_database_has_heard_of_it()
    {
        var pair = Start();
        var answered = await pair.CallAsync("query_metrics", """{"metrics":["sessions"],"time":{"preset":"last_week"}}""");
        var id = answered.GetProperty("result").GetProperty("structuredContent").GetProperty("answer_id").GetString();

        var judged = await pair.CallAsync("submit_feedback", $$"""{"answer_id":"{{id}}","verdict":"partly","expected":"more – \"far\" more","note":"ok"}""");

        judged.GetProperty("result").GetProperty("structuredContent").GetProperty("answer_id").GetString().Should().Be(id);
        var (_, feedback, lane) = Outbox.Events.Single(e => e.Event.Type is EventType.Feedback);
        lane.Should().Be(EventLane.Feedback);
        feedback.Should().BeEquivalentTo(new { AnswerId = Guid.Parse(id!), Verdict = "partly", Outcome = EventOutcome.Ok });
        JsonElement.Parse(feedback.Extra!).GetProperty("expected").GetString().Should().Be("more – \"far\" more");
    }

    [Test]
    public async Task An_answer_on_record_can_be_judged()
    {
        var id = Guid.CreateVersion7();
        Usage.Answers.Add(id);

        await Start().CallAsync("submit_feedback", $$"""{"answer_id":"{{id}}","verdict":"correct"}""");

        Outbox.Events.Should().ContainSingle(e => e.Event.Type == EventType.Feedback && e.Event.Extra == null);
    }

    [TestCase("0190a000-0000-7000-8000-0000000000bb")]
    [TestCase("0190A000-0000-7000-8000-0000000000BB; drop table pp.feedback")]
    [TestCase("")]
    public async Task Any_other_id_is_refused_in_the_same_words(string id)
    {
        var answer = await Start().CallAsync("submit_feedback", $$"""{"answer_id":"{{id}}","verdict":"correct"}""");

        var error = answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error");
        error.GetProperty("code").GetString().Should().Be("value_invalid");
        error.GetProperty("message").GetString().Should().Be("There is no answer with this id that this key may judge.");
        Outbox.Events.Should().NotContain(e => e.Event.Type == EventType.Feedback);
    }

    [Test]
    public async Task A_remark_of_two_thousand_letters_fits_into_the_event_whatever_the_letters()
    {
        var id = Guid.CreateVersion7();
        Usage.Answers.Add(id);
        var worst = string.Concat(Enumerable.Repeat("\\u0001", 2_000));

        await Start().CallAsync("submit_feedback", $$"""{"answer_id":"{{id}}","verdict":"wrong","expected":"{{worst}}","note":"{{worst}}"}""");

        Outbox.Events.Single(e => e.Event.Type is EventType.Feedback).Event.Extra!.Length.Should().BeLessThan(32_000);
    }
}
