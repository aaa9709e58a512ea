using NodaTime;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>How BigQuery is asked. Checked when the room is registered.</summary>
public sealed record BigQueryOptions
{
    /// <summary><c>BIGQUERY_EMULATOR_HOST</c>: <c>localhost:9050</c>; asked over plain HTTP, without credentials, in place of Google.</summary>
    public string? EmulatorHost { get; init; }

    /// <summary>How long it may take to say what is loaded, 2.2 s: see <see cref="ShareOf"/>.</summary>
    public Duration Deadline { get; init; } = ShareOf(Duration.FromSeconds(3));

    /// <summary>
    /// What one statement of the platform's own may be billed, 256 GiB: the sums of an organisation's facts, or their load. Far more than
    /// they take, so that a mistake ends before it costs more than a few dollars.
    /// </summary>
    public long MostBytesOfOperator { get; init; } = 256L << 30;

    /// <summary>What BigQuery has of the time that an answer may take, 2.2 of three seconds; the rest is for everything else that it takes.</summary>
    public static Duration ShareOf(Duration answer) => answer * (2.2 / 3);
}
