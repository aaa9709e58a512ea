using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Drivers;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools.Metrics;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Tools.Drivers;

/// <summary>An explanation as it is answered: as JSON, and as a table of drivers.</summary>
internal sealed class DriverTable(ChangeExplanation explanation, QueryCost cost)
{
    private const int MostTried = 5;

    private readonly string _type = explanation.Metric.Unit.ToString().ToLowerInvariant();

    public ToolAnswer ToAnswer() => new()
    {
        Summary = explanation.Summary,
        Warnings = explanation.Result.Warnings,
        Body = Write,
        Facts = AnswerFacts.Of(explanation.Result.AnswerId, explanation.Result.Provenance, explanation.Drivers.Count),
        Table = string.Join('\n', [.. Drivers(), .. Tried(), .. Source(), .. MetricText.About(explanation.Result, cost)]),
    };

    private IEnumerable<string> Drivers()
    {
        if (explanation.By is not { } by)
            return [];

        var isRatio = explanation.Drivers.Any(d => d.Mix is not null);
        string[] header = [by.Id, "before", "now", "contribution", .. isRatio ? new[] { "mix", "rate" } : []];
        var rows = explanation.Drivers.Select(d => Cells(d.Member ?? "(none)", d, isRatio));
        if (explanation.Others is { } others)
            rows = rows.Append(Cells($"({explanation.OtherMembers} others)", others, isRatio));

        return [TextTable.Of(header, rows)];
    }

    private IEnumerable<string> Tried() => explanation.Tried.Count < 2
        ? []
        : [$"How much each dimension tells beside the most telling one (of those at 0.85 and above, the catalogue's first is shown): {string.Join(", ", explanation.Tried.Take(MostTried).Select(t => $"{t.Dimension.Id} {t.Tells.ToString("0.00", CultureInfo.InvariantCulture)}"))}"];

    private IEnumerable<string> Source() => explanation.Source is { } source ? [$"Drivers come from {source}."] : [];

    private IEnumerable<string?> Cells(string name, Driver d, bool isRatio) =>
        [name, Text(d.Then), Text(d.Now), Text(d.Contribution), .. isRatio ? new[] { Text(d.Mix), Text(d.Rate) } : []];

    private string? Text(decimal? value) => CellText.Of(Cell.Of(value), _type);

    private void Write(Utf8JsonWriter writer)
    {
        var (result, metric) = (explanation.Result, explanation.Metric);
        var change = result.Compare!.Change[metric.Id]; // asked for with a comparison
        writer.WriteString("answer_id", result.AnswerId.Value);
        writer.WriteString("metric", metric.Id);
        writer.WriteString("unit", metric.Unit == MetricUnit.Money ? result.Provenance.Query.Currency : _type);
        writer.WriteNumberOrNull("now", result.Totals[metric.Id]);
        writer.WriteNumberOrNull("before", result.Compare.Totals[metric.Id]);
        writer.WriteStartObject("change");
        writer.WriteString("from", MetricProvenance.Iso(result.Compare.Range.From));
        writer.WriteString("to", MetricProvenance.Iso(result.Compare.Range.To));
        writer.WriteNumberOrNull("absolute", change.Absolute);
        writer.WriteNumberOrNull("relative", change.Relative);
        writer.WriteEndObject();
        writer.WriteString("by", explanation.By?.Id);
        writer.WriteStartArray("drivers");
        foreach (var driver in explanation.Drivers)
            Write(writer, driver);

        writer.WriteEndArray();
        WriteOthers(writer);
        writer.WriteStartArray("tried");
        foreach (var (dimension, tells) in explanation.Tried.Take(MostTried))
        {
            writer.WriteStartObject();
            writer.WriteString("dimension", dimension.Id);
            writer.WriteNumber("tells", tells);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("drivers_source", explanation.Source);
        MetricProvenance.Write(writer, result.Provenance, cost);
    }

    private void WriteOthers(Utf8JsonWriter writer)
    {
        if (explanation.Others is not { } others)
        {
            writer.WriteNull("others");
            return;
        }

        writer.WriteStartObject("others");
        writer.WriteNumber("members", explanation.OtherMembers);
        writer.WriteNumber("contribution", others.Contribution);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Driver driver)
    {
        writer.WriteStartObject();
        writer.WriteString("member", driver.Member);
        writer.WriteNumberOrNull("before", driver.Then);
        writer.WriteNumberOrNull("now", driver.Now);
        writer.WriteNumber("contribution", driver.Contribution);
        if (driver.Mix is { } mix)
            writer.WriteNumber("mix", mix);
        if (driver.Rate is { } rate)
            writer.WriteNumber("rate", rate);

        writer.WriteEndObject();
    }
}
