using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Postgres.Usage;

namespace Pulsepoint.Mcp.Tests.Postgres.Usage;

/// <summary>The database keeps no zero byte: it is taken out, and nothing beside it.</summary>
internal sealed class EventBatchTests
{
    [TestCase("note\0", "note")]
    [TestCase("six letters: \\u0000", "six letters: \\u0000")]
    [TestCase("a\\\0b", "a\\b")]
    public void A_remark_keeps_every_letter_but_the_zero(string note, string kept)
    {
        var extra = new JsonObject { ["note"] = note }.ToJsonString();
        var sent = new JsonObject { ["question"] = note, ["extra"] = extra }.ToJsonString();

        using var batch = JsonDocument.Parse(EventBatch.Of([Event(sent)]));

        batch.RootElement[0].GetProperty("question").GetString().Should().Be(kept);
        using var inner = JsonDocument.Parse(batch.RootElement[0].GetProperty("extra").GetString()!);
        inner.RootElement.GetProperty("note").GetString().Should().Be(kept);
    }

    private static OutboxEvent Event(string json) => new(
        new EventId(Guid.Empty), EventLane.Usage, TenantId.Parse("aurora"), new KeyId(Guid.Empty), Instant.FromUnixTimeSeconds(0), Encoding.UTF8.GetBytes(json));
}
