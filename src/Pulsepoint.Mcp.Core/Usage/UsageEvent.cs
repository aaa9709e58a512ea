using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>
/// One observable event, as the process that saw it reports it: who, what, how it ended, how long it took and what it
/// cost. What does not apply is null. <see cref="UsageEventJson"/> writes it under the names of the event's contract.
/// </summary>
public sealed record UsageEvent
{
    /// <summary>The version of the event's shape that this program writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The most brands that an event names. Of a question about more, it names none, which means all.</summary>
    public const int MostBrands = 200;

    /// <summary>The longest that a call can have taken: a day, in milliseconds.</summary>
    public const int MostMilliseconds = 86_400_000;

    public required EventId Id { get; init; }

    public required EventType Type { get; init; }

    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>By the real clock of the machine, in UTC; a demo's fixed "now" does not move it.</summary>
    public required Instant OccurredAt { get; init; }

    public TenantId? Tenant { get; init; }

    public UserId? User { get; init; }

    public KeyId? Key { get; init; }

    /// <summary>The tool's name; of a resource or a prompt, its own.</summary>
    public string? Tool { get; init; }

    /// <summary>The answer that it gave, or that the feedback is about.</summary>
    public Guid? AnswerId { get; init; }

    public EventOutcome? Outcome { get; init; }

    /// <summary>Of a refusal: its code's name (<c>dimension_incompatible</c>).</summary>
    public string? ErrorCode { get; init; }

    /// <summary>From the arrival of the request to the answer, in milliseconds; waiting for its turn is in it.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>Of that, waiting for its turn, in milliseconds.</summary>
    public int? QueueMs { get; init; }

    /// <summary>Estimate of the tokens of the arguments, as o200k counts.</summary>
    public int? TokensIn { get; init; }

    /// <summary>Estimate of the tokens of all that was sent back, as o200k counts.</summary>
    public int? TokensOut { get; init; }

    /// <summary>Rows of the answer.</summary>
    public long? Rows { get; init; }

    /// <summary>The engine that answered: <c>postgres</c>, <c>duckdb</c> or <c>bigquery</c>.</summary>
    public string? Engine { get; init; }

    /// <summary>Bytes that the engine read.</summary>
    public long? BytesProcessed { get; init; }

    /// <summary>Bytes that the engine's owner charges for.</summary>
    public long? BytesBilled { get; init; }

    /// <summary>What the engine's owner charges, in US dollars, exactly.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Whether a cache answered, and which.</summary>
    public string? Cache { get; init; }

    /// <summary>The brands that were asked about; none for all. At most <see cref="MostBrands"/>.</summary>
    public IReadOnlyList<BrandId>? Brands { get; init; }

    /// <summary>The question's words; they reach Postgres, and other sinks only if a setting lets them.</summary>
    public string? Question { get; init; }

    /// <summary>The query that was answered, every default filled in, as JSON text; it leaves Postgres with the question's words or not at all.</summary>
    public string? Query { get; init; }

    /// <summary>A hash of the question, keyed per tenant: the same question of two tenants cannot be told to be the same.</summary>
    public string? QuestionHash { get; init; }

    public string? ClientName { get; init; }

    public string? ClientVersion { get; init; }

    /// <summary>The protocol's revision that the client speaks: <c>2025-11-25</c>.</summary>
    public string? ProtocolVersion { get; init; }

    public string? ServerVersion { get; init; }

    /// <summary>The last business day that every source of the answer has data of, in the brands' own time zone.</summary>
    public LocalDate? DataThrough { get; init; }

    /// <summary>Of feedback: what was said of the answer.</summary>
    public string? Verdict { get; init; }

    /// <summary>What else there is to say, as the text of a JSON object. Of feedback, <c>expected</c> and <c>note</c>.</summary>
    public string? Extra { get; init; }
}
