using System.Text.Json;

namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>The catalogue as <c>catalogue.json</c> writes it; <see cref="MetricCatalogue"/> is what the code reads.</summary>
internal sealed record CatalogueFile(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Groups,
    IReadOnlyList<string> Money,
    IReadOnlyList<CatalogueFile.MetricEntry> Metrics,
    IReadOnlyList<CatalogueFile.DimensionEntry> Dimensions,
    IReadOnlyList<CatalogueFile.SourceEntry> Sources)
{
    internal sealed record MetricEntry(
        string Id,
        string Label,
        string Group,
        string Unit,
        string Formula,
        int Version,
        IReadOnlyList<string>? Sum,
        RatioEntry? Ratio,
        IReadOnlyList<int>? PaybackAges,
        IReadOnlyList<string>? NeedsCut,
        int? HorizonDays,
        IReadOnlyList<string>? NotBy,
        string? Trap,
        IReadOnlyList<string>? TrapBy,
        string? PerPlatform,
        IReadOnlyList<string>? Synonyms);

    internal sealed record RatioEntry(
        IReadOnlyList<string> Of, IReadOnlyList<string> To, IReadOnlyList<string>? OfTimes, IReadOnlyList<string>? ToTimes, int? Times);

    internal sealed record DimensionEntry(string Id, string Label, string? Description, IReadOnlyList<string>? Values, string? Shape);

    internal sealed record SourceEntry(
        string Id,
        IReadOnlyList<string> Engines,
        string Table,
        IReadOnlyList<string> Feeds,
        bool Currency,
        IReadOnlyList<string> Dimensions,
        IReadOnlyDictionary<string, MeasureEntry> Measures,
        string? RowsOf,
        string? Overlapping,
        IReadOnlyList<string>? SumsOf,
        string? Months,
        string? Caveat);

    internal sealed record MeasureEntry(string? Sum, string? Distinct, string? When, string? Times, string? SumMonths);

    public static CatalogueFile Read()
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream("catalogue.json")
            ?? throw new InvalidOperationException("The metric catalogue is missing from the assembly.");

        return JsonSerializer.Deserialize(stream, CatalogueJson.Default.CatalogueFile)
            ?? throw new InvalidOperationException("The metric catalogue is empty.");
    }
}
