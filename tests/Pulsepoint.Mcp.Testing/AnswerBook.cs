using System.Text.Json;

namespace Pulsepoint.Mcp.Testing;

/// <summary>
/// The truth that tests compare with: <c>answers.json</c> beside a demo snapshot, added up in plain C# from the raw rows.
/// </summary>
public sealed class AnswerBook
{
    private readonly JsonElement _root;

    private AnswerBook(JsonElement root) => _root = root;

    /// <summary>The brand id under which all brands stand, in the reporting currency.</summary>
    public static string AllBrands => "*";

    public string Tenant => _root.GetProperty("tenant").GetString()!;

    /// <summary>The snapshot that the answers belong to.</summary>
    public string Generation => _root.GetProperty("generation").GetString()!;

    public string From => _root.GetProperty("from").GetString()!;

    public string To => _root.GetProperty("to").GetString()!;

    public string ReportingCurrency => _root.GetProperty("reporting_currency").GetString()!;

    /// <summary>The brands, with <see cref="AllBrands"/> last.</summary>
    public IReadOnlyList<string> Brands => [.. _root.GetProperty("brands").EnumerateObject().Select(b => b.Name)];

    public IReadOnlyList<AnswerFinding> Findings => [.. _root.GetProperty("findings").EnumerateArray().Select(AnswerFinding.Read)];

    public static AnswerBook Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return new AnswerBook(document.RootElement.Clone());
    }

    public string Currency(string brand) => Brand(brand).GetProperty("currency").GetString()!;

    /// <summary>Over the whole range; null where the denominator is zero.</summary>
    public string? Total(string brand, string metric) => By(brand, "total").GetProperty(metric).GetString();

    /// <summary>Of one group; null where the denominator is zero.</summary>
    /// <param name="brand">A brand id or <see cref="AllBrands"/>.</param>
    /// <param name="breakdown"><c>day week month</c> or a dimension.</param>
    /// <param name="group">The first day of the period (<c>2026-11-16</c>) or the dimension's value.</param>
    /// <param name="metric">A metric's id.</param>
    public string? Value(string brand, string breakdown, string group, string metric) =>
        By(brand, breakdown).GetProperty(group).GetProperty(metric).GetString();

    public IReadOnlyList<string> Groups(string brand, string breakdown) => [.. By(brand, breakdown).EnumerateObject().Select(g => g.Name)];

    /// <summary>The metrics that the breakdown has; empty when it has no group.</summary>
    public IReadOnlyList<string> Metrics(string brand, string breakdown)
    {
        var groups = By(brand, breakdown).EnumerateObject().Select(g => g.Value);
        return breakdown == "total"
            ? [.. By(brand, breakdown).EnumerateObject().Select(m => m.Name)]
            : [.. groups.Take(1).SelectMany(g => g.EnumerateObject()).Select(m => m.Name)];
    }

    private JsonElement Brand(string brand) => _root.GetProperty("brands").GetProperty(brand);

    private JsonElement By(string brand, string breakdown) => Brand(brand).GetProperty("by").GetProperty(breakdown);
}
