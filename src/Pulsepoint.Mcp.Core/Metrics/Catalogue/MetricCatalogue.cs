using System.Collections.Frozen;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>Every metric, dimension and source there is. Read once, on the first question.</summary>
public sealed class MetricCatalogue
{
    private static readonly Lazy<MetricCatalogue> s_instance = new(() => new MetricCatalogue(CatalogueFile.Read()));

    private readonly FrozenDictionary<string, Metric> _metrics;
    private readonly FrozenDictionary<string, Dimension> _dimensions;
    private readonly FrozenSet<string> _money;

    private MetricCatalogue(CatalogueFile file)
    {
        Metrics = [.. file.Metrics.Select(m => MetricOf(m, file.Groups[m.Group]))];
        Dimensions = [.. file.Dimensions.Select(d => new Dimension(d.Id, d.Label, d.Description, d.Values, ShapeOf(d.Shape)))];
        Sources = [.. file.Sources.Select(SourceOf)];
        Groups = [.. file.Groups.Keys];
        _metrics = Metrics.ToFrozenDictionary(m => m.Id);
        _dimensions = Dimensions.ToFrozenDictionary(d => d.Id);
        _money = file.Money.ToFrozenSet();
    }

    public static MetricCatalogue Instance => s_instance.Value;

    public IReadOnlyList<Metric> Metrics { get; }

    public IReadOnlyList<Dimension> Dimensions { get; }

    public IReadOnlyList<string> Groups { get; }

    internal IReadOnlyList<FactSource> Sources { get; }

    public Metric? FindMetric(string id) => _metrics.GetValueOrDefault(id);

    public Dimension? FindDimension(string id) => _dimensions.GetValueOrDefault(id);

    /// <summary>Whether a measure is an amount that must be converted before amounts of several currencies are added.</summary>
    internal bool IsMoney(string measure) => _money.Contains(measure);

    /// <summary>Whether one customer or order of the metric stands under several values of a dimension, and nowhere once for all of them.</summary>
    internal bool Overlaps(Metric metric, string dimension) =>
        Sources.Any(s => s.Overlapping == dimension && metric.Measures.Any(s.Measures.ContainsKey));

    private static Metric MetricOf(CatalogueFile.MetricEntry entry, IReadOnlyList<string> groupDimensions) => new()
    {
        Id = entry.Id,
        Label = entry.Label,
        Group = entry.Group,
        Unit = Enum.Parse<MetricUnit>(entry.Unit, ignoreCase: true),
        Formula = entry.Formula,
        Version = entry.Version,
        Computation = ComputationOf(entry),
        NeedsCut = entry.NeedsCut ?? [],
        HorizonDays = entry.HorizonDays,
        Dimensions = [.. groupDimensions.Except(entry.NotBy ?? [])],
        Trap = entry.Trap,
        TrapBy = entry.TrapBy ?? [],
        PerPlatform = entry.PerPlatform,
        Synonyms = entry.Synonyms ?? [],
    };

    private static BrandCost? CostOf(string? times) => times is null ? null : Enum.Parse<BrandCost>(times.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    // One of the three is there: held by a test of the file.
    private static MetricComputation ComputationOf(CatalogueFile.MetricEntry entry) =>
        entry.Sum is { } sum ? new SumComputation(LinearSum.Parse(sum))
        : entry.PaybackAges is { } ages ? new PaybackComputation(ages)
        : new RatioComputation(Factors(entry.Ratio!.Of, entry.Ratio.OfTimes), Factors(entry.Ratio.To, entry.Ratio.ToTimes), entry.Ratio.Times ?? 1);

    private static LinearSum[] Factors(IReadOnlyList<string> first, IReadOnlyList<string>? second) =>
        second is null ? [LinearSum.Parse(first)] : [LinearSum.Parse(first), LinearSum.Parse(second)];

    private static DimensionShape ShapeOf(string? shape) => shape switch
    {
        null => DimensionShape.Text,
        "iso2" => DimensionShape.Country,
        "month" => DimensionShape.Month,
        "number" => DimensionShape.Number,
        _ => throw new InvalidOperationException($"The catalogue has a dimension of the shape '{shape}'."),
    };

    private static FactSource SourceOf(CatalogueFile.SourceEntry entry) => new(
        entry.Id,
        [.. entry.Engines.Select(e => Enum.Parse<WarehouseEngine>(e, ignoreCase: true))],
        entry.Table,
        entry.Feeds,
        entry.Currency,
        entry.Dimensions,
        entry.Measures.ToFrozenDictionary(
            m => m.Key,
            m => new MeasureBinding(
                m.Value.Distinct ?? m.Value.Sum!, m.Value.Distinct is not null, m.Value.When, CostOf(m.Value.Times), m.Value.SumMonths ?? m.Value.Sum ?? "")),
        entry.RowsOf,
        entry.Overlapping,
        entry.SumsOf ?? [],
        entry.Months,
        entry.Caveat);
}
