using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>
/// Picks the sources that queries cut by a dimension would read: whatever stands in one of them can be a row of an answer,
/// and nothing else can.
/// </summary>
internal static class ValuePlanner
{
    /// <summary>The plan; null when the engine lacks one of the sources, and so perhaps some of the values.</summary>
    public static ValuePlan? Plan(Dimension dimension, WarehouseEngine engine, DatasetName? dataset = null)
    {
        var catalogue = MetricCatalogue.Instance;
        FactSource[] able = [.. catalogue.Sources.Where(s => s.Engines.Contains(engine) && s.Dimensions.Contains(dimension.Id))];
        FactSource?[] read =
        [
            .. catalogue.Metrics
                .Where(m => m.Dimensions.Contains(dimension.Id))
                .SelectMany(m => m.Measures)
                .Where(measure => !IsCountedAnew(dimension, measure, catalogue))
                .Select(SourceOf)
                .Distinct(),
        ];
        return read.Length == 0 || read.Contains(null) ? null : new ValuePlan(dimension, engine, [.. read.OfType<FactSource>()]) { Dataset = dataset };

        // A measure that does not add up stands in no roll-up; the values of its rows do, beside what does.
        FactSource? SourceOf(string measure) =>
            able.FirstOrDefault(s => s.Measures.ContainsKey(measure))
            ?? able.FirstOrDefault(s => SourcesOf(dimension, measure, catalogue).All(o => s.SumsOf.Contains(o.Id)));
    }

    /// <summary>Whether it comes from rows that another source has, too, with all their values.</summary>
    private static bool IsCountedAnew(Dimension dimension, string measure, MetricCatalogue catalogue) => SourcesOf(dimension, measure, catalogue)
        .All(s => s.RowsOf is { } other && catalogue.Sources.First(o => o.Id == other).Dimensions.Contains(dimension.Id));

    private static IEnumerable<FactSource> SourcesOf(Dimension dimension, string measure, MetricCatalogue catalogue) =>
        catalogue.Sources.Where(s => s.Measures.ContainsKey(measure) && s.Dimensions.Contains(dimension.Id));
}
