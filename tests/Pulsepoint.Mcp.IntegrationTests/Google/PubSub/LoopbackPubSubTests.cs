using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Google.PubSub;

namespace Pulsepoint.Mcp.IntegrationTests.Google.PubSub;

/// <summary>What our own tests of Pub/Sub are worth: the Pub/Sub that they ask passes for one with Google's own client.</summary>
internal sealed class LoopbackPubSubTests
{
    private static readonly string[] s_cases =
    [
        "topic_and_subscription_are_made_and_found",
        "deleted_ones_are_gone",
        "every_published_message_has_an_id_of_its_own",
        "a_message_is_streamed_as_it_was_sent",
        "a_message_with_attributes_alone_is_taken",
        "an_acknowledged_message_does_not_come_again",
        "a_message_acknowledged_on_a_stream_does_not_come_again",
        "a_nack_brings_the_message_again",
        "a_deadline_that_is_over_brings_the_message_again",
        "what_is_out_is_not_handed_out_twice",
        "both_of_two_subscriptions_get_a_message",
        "ordered_messages_come_in_their_order",
        "an_unknown_topic_is_not_found",
        "an_unknown_subscription_is_not_found",
        "a_second_of_the_same_name_exists_already",
        "a_name_that_is_missing_is_invalid",
        "an_empty_message_is_invalid",
        "a_request_without_messages_is_invalid",
        "ordering_keys_are_not_mixed",
        "a_thousand_messages_are_taken_and_one_more_is_not",
        "ten_megabytes_are_too_much",
    ];

    private IReadOnlyDictionary<string, Verdict> _verdicts = new Dictionary<string, Verdict>();

    [OneTimeSetUp]
    public async Task JudgeAsync()
    {
        await using var server = await LoopbackPubSub.StartAsync();
        if (ClientJudge.PubSub.IsInstalled && await ClientJudge.PubSub.AskAsync(server.GrpcHost) is { } verdicts)
        {
            _verdicts = verdicts;
            return;
        }

        const string Missing = "Google's client is not installed: it needs Node, and 'npm ci' in tests/tools.";

        // Where changes are judged it must be there; on a developer's machine the rest of the suite is worth running.
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.Inconclusive(Missing);
    }

    [TestCaseSource(nameof(s_cases))]
    public void Googles_own_client_gets_what_it_expects(string name)
    {
        var verdict = _verdicts.Should().ContainKey(name).WhoseValue;

        verdict.Passed.Should().BeTrue(verdict.Said);
    }

    [Test]
    public void Every_case_of_the_judge_is_heard() => _verdicts.Keys.Should().BeEquivalentTo(s_cases);
}
