using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>The views that questions read, and that of events. Their texts lie in <c>Provisioning/Views</c> and travel in this assembly.</summary>
internal static class DatasetViews
{
    private const string Placeholder = "{dataset}";

    private static readonly (string Name, string Description)[] s_all =
    [
        ("sales_events", "Everything that moves money, by day."),
        ("order_events", "Orders placed and cancelled, by day."),
        ("customer_events", "Who ordered, by day."),
        ("customer_line_events", "Who ordered what, by day."),
        ("refund_events", "Which orders were refunded, by day."),
        ("ad_events", "Ads by group and day."),
        ("ad_geo_events", "Ads by country and day; not to be added to those by group."),
        ("session_events", "Visits by day."),
        ("cohort_events", "What customers were worth, by the day of their first order."),
        ("cohort_month_events", "How many customers ordered again, by the day of their first order."),
        ("cohort_product_events", "What customers were worth, by the day and the products of their first order."),
        ("cohort_product_month_events", "How many customers ordered again, by the day and the products of their first order."),
    ];

    private static readonly (string Name, string Description) s_ofEvents = ("usage_events_once", "What was asked of this program, each event once.");

    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<string>>> s_tables = new(() => s_all.Append(s_ofEvents).ToDictionary(v => v.Name, v => TablesIn(Text(v.Name)), StringComparer.Ordinal));

    /// <param name="dataset">Whose tables they read. Its shape was checked when it was made: no name in it can end the name around it.</param>
    public static IReadOnlyList<DatasetView> OfFacts(DatasetName dataset) => [.. s_all.Select(v => View(v, dataset))];

    /// <inheritdoc cref="OfFacts"/>
    public static DatasetView OfEvents(DatasetName dataset) => View(s_ofEvents, dataset);

    /// <summary>The tables that a view reads; of a name that is none of a view, the name itself. BigQuery bills each of them.</summary>
    public static IReadOnlyList<string> TablesBehind(string name) => s_tables.Value.GetValueOrDefault(name) ?? [name];

    private static DatasetView View((string Name, string Description) view, DatasetName dataset) =>
        new(view.Name, view.Description, Text(view.Name).Replace(Placeholder, dataset.Value, StringComparison.Ordinal));

    private static string Text(string name) => s_texts.GetOrAdd(name, Read);

    private static IReadOnlyList<string> TablesIn(string text) =>
        [.. text.Split('`').Where(t => t.StartsWith(Placeholder, StringComparison.Ordinal)).Select(t => t[(Placeholder.Length + 1)..]).Distinct(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using var stream = typeof(DatasetViews).Assembly.GetManifestResourceStream($"Provisioning/Views/{name}.sql")
            ?? throw new ArgumentException($"There is no view '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
