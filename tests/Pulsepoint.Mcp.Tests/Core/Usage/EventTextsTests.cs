using System.Text;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Tests.Core.Usage;

[TestFixture]
public sealed class EventTextsTests
{
    [TestCase(EventType.Feedback, false)]
    [TestCase(EventType.OutboxDropped, true)]
    public void What_people_said_of_an_answer_stays_and_what_programs_count_goes(EventType type, bool isKept)
    {
        var full = new UsageEvent
        {
            Id = EventId.New(TimeProvider.System),
            Type = type,
            OccurredAt = Instant.FromUtc(2026, 11, 26, 12, 0),
            Question = "a question",
            Query = "{}",
            Verdict = "wrong",
            Extra = """{"note":"mine"}""",
        };

        var left = UsageEventJson.Read(EventTexts.Without(UsageEventJson.Write(full)));

        left.Should().Be(full with { Question = null, Query = null, Extra = isKept ? full.Extra : null });
        Encoding.UTF8.GetString(EventTexts.Without(UsageEventJson.Write(full))).Contains("mine", StringComparison.Ordinal).Should().Be(isKept);
    }
}
