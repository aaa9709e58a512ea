using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>
/// An event as one flat JSON object, its keys being the columns of the events table. A value that is null is left out.
/// Timestamps are RFC 3339 in UTC with up to six decimals, the cost is decimal text in US dollars, brands are one text with commas.
/// </summary>
public static class UsageEventJson
{
    // No finer than a column of the events table can hold.
    private static readonly InstantPattern s_instant = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFF'Z'");

    public static byte[] Write(UsageEvent usageEvent)
    {
        ArgumentNullException.ThrowIfNull(usageEvent);

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event_id", usageEvent.Id.Value);
            json.WriteString("event_type", usageEvent.Type.Name());
            json.WriteNumber("schema_version", usageEvent.SchemaVersion);
            json.WriteString("occurred_at", s_instant.Format(usageEvent.OccurredAt));
            WriteWho(json, usageEvent);
            WriteWhat(json, usageEvent);
            WriteCost(json, usageEvent);
            WriteCircumstances(json, usageEvent);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Keys that this program does not know are passed over: a later one may have added them.</summary>
    /// <exception cref="FormatException">It is no event, or one of its values has another form.</exception>
    public static UsageEvent Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException or UnparsableValueException or OverflowException)
        {
            throw new FormatException("This is no usage event.", unread);
        }
    }

    private static void WriteWho(Utf8JsonWriter json, UsageEvent usageEvent)
    {
        Write(json, "tenant", usageEvent.Tenant?.Value);
        Write(json, "user_id", usageEvent.User?.ToString());
        Write(json, "key_id", usageEvent.Key?.ToString());
    }

    private static void WriteWhat(Utf8JsonWriter json, UsageEvent usageEvent)
    {
        Write(json, "tool", usageEvent.Tool);
        Write(json, "answer_id", usageEvent.AnswerId?.ToString());
        Write(json, "outcome", usageEvent.Outcome?.Name());
        Write(json, "error_code", usageEvent.ErrorCode);
        Write(json, "latency_ms", usageEvent.LatencyMs);
        Write(json, "queue_ms", usageEvent.QueueMs);
        Write(json, "tokens_in", usageEvent.TokensIn);
        Write(json, "tokens_out", usageEvent.TokensOut);
    }

    private static void WriteCost(Utf8JsonWriter json, UsageEvent usageEvent)
    {
        Write(json, "rows", usageEvent.Rows);
        Write(json, "engine", usageEvent.Engine);
        Write(json, "bytes_processed", usageEvent.BytesProcessed);
        Write(json, "bytes_billed", usageEvent.BytesBilled);
        Write(json, "cost_usd", usageEvent.CostUsd?.ToString(CultureInfo.InvariantCulture));
        Write(json, "cache", usageEvent.Cache);
    }

    private static void WriteCircumstances(Utf8JsonWriter json, UsageEvent usageEvent)
    {
        Write(json, "brand_ids", usageEvent.Brands is { } brands ? string.Join(',', brands) : null);
        Write(json, "question", usageEvent.Question);
        Write(json, "query", usageEvent.Query);
        Write(json, "question_hash", usageEvent.QuestionHash);
        Write(json, "client_name", usageEvent.ClientName);
        Write(json, "client_version", usageEvent.ClientVersion);
        Write(json, "protocol_version", usageEvent.ProtocolVersion);
        Write(json, "server_version", usageEvent.ServerVersion);
        Write(json, "data_through", usageEvent.DataThrough is { } day ? LocalDatePattern.Iso.Format(day) : null);
        Write(json, "verdict", usageEvent.Verdict);
        Write(json, "extra", usageEvent.Extra);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Write(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static UsageEvent Read(JsonElement json) => new()
    {
        Id = new EventId(Id(json, "event_id") ?? throw Missing("event_id")),
        Type = EventNames.TypeOf(Text(json, "event_type")) ?? throw Missing("event_type"),
        SchemaVersion = Number(json, "schema_version") ?? throw Missing("schema_version"),
        OccurredAt = s_instant.Parse(Text(json, "occurred_at") ?? throw Missing("occurred_at")).GetValueOrThrow(),
        Tenant = Text(json, "tenant") is { } tenant ? TenantId.Parse(tenant) : null,
        User = Id(json, "user_id") is { } user ? new UserId(user) : null,
        Key = Id(json, "key_id") is { } key ? new KeyId(key) : null,
        Tool = Text(json, "tool"),
        AnswerId = Id(json, "answer_id"),
        Outcome = Text(json, "outcome") is { } outcome ? EventNames.OutcomeOf(outcome) ?? throw Missing("outcome") : null,
        ErrorCode = Text(json, "error_code"),
        LatencyMs = Number(json, "latency_ms"),
        QueueMs = Number(json, "queue_ms"),
        TokensIn = Number(json, "tokens_in"),
        TokensOut = Number(json, "tokens_out"),
        Rows = BigNumber(json, "rows"),
        Engine = Text(json, "engine"),
        BytesProcessed = BigNumber(json, "bytes_processed"),
        BytesBilled = BigNumber(json, "bytes_billed"),
        CostUsd = Text(json, "cost_usd") is { } cost ? decimal.Parse(cost, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
        Cache = Text(json, "cache"),
        Brands = Text(json, "brand_ids") is { } brands ? [.. brands.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(BrandId.Parse)] : null,
        Question = Text(json, "question"),
        Query = Text(json, "query"),
        QuestionHash = Text(json, "question_hash"),
        ClientName = Text(json, "client_name"),
        ClientVersion = Text(json, "client_version"),
        ProtocolVersion = Text(json, "protocol_version"),
        ServerVersion = Text(json, "server_version"),
        DataThrough = Text(json, "data_through") is { } day ? LocalDatePattern.Iso.Parse(day).GetValueOrThrow() : (LocalDate?)null,
        Verdict = Text(json, "verdict"),
        Extra = Text(json, "extra"),
    };

    private static JsonElement? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Value(json, name)?.GetString();

    private static Guid? Id(JsonElement json, string name) => Value(json, name)?.GetGuid();

    private static int? Number(JsonElement json, string name) => Value(json, name)?.GetInt32();

    private static long? BigNumber(JsonElement json, string name) => Value(json, name)?.GetInt64();

    private static FormatException Missing(string name) => new($"A usage event needs a known value in '{name}'.");
}
