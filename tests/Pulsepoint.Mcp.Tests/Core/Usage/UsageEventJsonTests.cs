using System.Text;
using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Tests.Core.Usage;

internal sealed class UsageEventJsonTests
{
    private static readonly UsageEvent s_least = new()
    {
        Id = new EventId(Guid.Parse("019a0000-0000-7000-8000-000000000001")),
        Type = EventType.KeyRefused,
        OccurredAt = Instant.FromUtc(2026, 11, 23, 18, 0, 5),
    };

    private static readonly UsageEvent s_most = s_least with
    {
        Type = EventType.ToolCall,
        OccurredAt = Instant.FromUtc(2026, 11, 23, 18, 0, 5).PlusNanoseconds(123_456_000),
        Tenant = TenantId.Parse("aurora"),
        User = new UserId(Guid.Parse("00000000-0000-4000-8000-000000000001")),
        Key = new KeyId(Guid.Parse("00000000-0000-4000-8000-000000000002")),
        Tool = "query_metrics",
        AnswerId = Guid.Parse("019a0000-0000-7000-8000-000000000002"),
        Outcome = EventOutcome.Ok,
        ErrorCode = "value_invalid",
        LatencyMs = 12,
        QueueMs = 1,
        TokensIn = 100,
        TokensOut = 900,
        Rows = 7,
        Engine = "bigquery",
        BytesProcessed = 5_000_000_000,
        BytesBilled = 5_010_000_000,
        CostUsd = 0.0000001m,
        Cache = "miss",
        Brands = [BrandId.Parse("luma-skin"), BrandId.Parse("peakform")],
        Question = "what was \"revenue\"?",
        QuestionHash = "abc",
        ClientName = "claude",
        ClientVersion = "1.0",
        ProtocolVersion = "2025-11-25",
        ServerVersion = "0.1.0",
        DataThrough = new LocalDate(2026, 11, 22),
        Verdict = "helpful",
        Extra = "{\"a\":1}",
    };

    // Columns of the events table; a key is only ever added.
    private static readonly string[] s_keys =
    [
        "event_id", "event_type", "schema_version", "occurred_at", "tenant", "user_id", "key_id", "tool", "answer_id", "outcome", "error_code",
        "latency_ms", "queue_ms", "tokens_in", "tokens_out", "rows", "engine", "bytes_processed", "bytes_billed", "cost_usd", "cache", "brand_ids",
        "question", "question_hash", "client_name", "client_version", "protocol_version", "server_version", "data_through", "verdict", "extra",
    ];

    [Test]
    public void Every_key_of_the_contract_is_written_flat_and_nothing_else()
    {
        using var json = JsonDocument.Parse(UsageEventJson.Write(s_most));

        json.RootElement.EnumerateObject().Select(p => p.Name).Should().Equal(s_keys);
        json.RootElement.EnumerateObject().Should().OnlyContain(p => p.Value.ValueKind == JsonValueKind.String || p.Value.ValueKind == JsonValueKind.Number);
    }

    [Test]
    public void Values_have_the_form_that_sinks_take()
    {
        using var json = JsonDocument.Parse(UsageEventJson.Write(s_most));

        string? Text(string key) => json.RootElement.GetProperty(key).GetString();
        Text("occurred_at").Should().Be("2026-11-23T18:00:05.123456Z");
        Text("cost_usd").Should().Be("0.0000001");
        Text("brand_ids").Should().Be("luma-skin,peakform");
        Text("event_type").Should().Be("tool_call");
        Text("data_through").Should().Be("2026-11-22");
    }

    [Test]
    public void What_is_not_known_is_left_out() => Encoding.UTF8.GetString(UsageEventJson.Write(s_least)).Should().Be(
        """{"event_id":"019a0000-0000-7000-8000-000000000001","event_type":"key_refused","schema_version":1,"occurred_at":"2026-11-23T18:00:05Z"}""");

    [Test]
    public void What_was_written_is_read_back_the_same()
    {
        UsageEventJson.Read(UsageEventJson.Write(s_most)).Should().BeEquivalentTo(s_most);
        UsageEventJson.Read(UsageEventJson.Write(s_least)).Should().Be(s_least);
    }

    [Test]
    public void A_key_of_a_later_program_is_passed_over()
    {
        var json = Encoding.UTF8.GetString(UsageEventJson.Write(s_least)).Replace("}", ",\"mood\":\"good\"}", StringComparison.Ordinal);

        UsageEventJson.Read(Encoding.UTF8.GetBytes(json)).Should().Be(s_least);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"event_id":1}""")]
    [TestCase("""{"event_id":"019a0000-0000-7000-8000-000000000001","event_type":"party","schema_version":1,"occurred_at":"2026-11-23T18:00:05Z"}""")]
    [TestCase("""{"event_id":"019a0000-0000-7000-8000-000000000001","event_type":"sync","schema_version":1,"occurred_at":"yesterday"}""")]
    public void What_is_no_event_is_refused(string json)
    {
        var reading = () => UsageEventJson.Read(Encoding.UTF8.GetBytes(json));

        reading.Should().Throw<FormatException>();
    }
}
