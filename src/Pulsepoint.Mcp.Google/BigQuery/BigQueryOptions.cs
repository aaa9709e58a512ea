using NodaTime;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>How BigQuery is asked. Checked when the room is registered.</summary>
public sealed record BigQueryOptions
{
    /// <summary><c>BIGQUERY_EMULATOR_HOST</c>: <c>localhost:9050</c>; asked over plain HTTP, without credentials, in place of Google.</summary>
    public string? EmulatorHost { get; init; }

    /// <summary>How long one question may wait for BigQuery, 2.2 s; then its job is cancelled.</summary>
    public Duration Deadline { get; init; } = Duration.FromMilliseconds(2_200);

    /// <summary>How many bytes one query may be billed for, 10 GiB; above that it fails, and costs nothing.</summary>
    public long MostBytesBilled { get; init; } = 10L * 1024 * 1024 * 1024;
}
