using static Pulsepoint.Mcp.Core.Provisioning.FactColumns;

namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What this program keeps beside the facts.</summary>
internal static class RecordTables
{
    private const int SevenYears = 2557;

    /// <summary>Written at once by every load; all rows are of one generation.</summary>
    public static DatasetTable Loads { get; } = new(
        "loads", TableKind.Records, "What is loaded: a row for every brand and source.",
        [
            Required(Text("generation", "The load that wrote the facts.")), Required(BrandId), Required(Text("source")), Required(Day("first_day")),
            Required(Day("data_through", "The last whole day.")), Day("gaps", "Days between them that are missing.") with { IsList = true },
        ]);

    /// <summary>Filled by a subscription that writes a column for each key of the event. Delivered at least once: <c>usage_events_once</c> reads each once.</summary>
    public static DatasetTable UsageEvents { get; } = new(
        "usage_events", TableKind.Records, "What was asked of this program, for seven years.",
        [
            Required(Text("event_id")), Required(Text("event_type")), Required(Whole("schema_version")), Required(Moment("occurred_at")),
            Text("tenant"), Text("user_id"), Text("key_id"), Text("tool"), Text("answer_id"), Text("outcome"), Text("error_code"),
            Whole("latency_ms"), Whole("queue_ms"), Whole("tokens_in"), Whole("tokens_out"), Whole("rows"), Text("engine"),
            Whole("bytes_processed"), Whole("bytes_billed"), Exact("cost_usd"), Text("cache"), Text("brand_ids"), Text("question"),
            Text("query"), Text("question_hash"), Text("client_name"), Text("client_version"), Text("protocol_version"),
            Text("server_version"), Day("data_through"), Text("verdict"), Text("extra"),
        ])
    {
        Partition = new DayPartition("occurred_at") { KeptDays = SevenYears },
        Cluster = ["event_type", "user_id"],
    };

    private static DatasetColumn Required(DatasetColumn column) => column with { IsRequired = true };
}
