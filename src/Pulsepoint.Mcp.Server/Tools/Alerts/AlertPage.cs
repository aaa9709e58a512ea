using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Alerts;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

/// <summary>The alerts, and the rules where they were asked for, that fit into a model's reading budget.</summary>
internal sealed class AlertPage
{
    // Tokens of the structured content, which is the longer of the two forms; what is said about them takes the rest.
    private const int Budget = 1_800;

    /// <param name="alerts">Newest first.</param>
    /// <param name="rules">By name; null where they were not asked for.</param>
    public AlertPage(IReadOnlyList<Alert> alerts, IReadOnlyList<AlertRule>? rules)
    {
        int[] alertSizes = [.. alerts.Select(a => AnswerSize.Of(json => AlertJson.Write(json, a)))];
        int[] ruleSizes = [.. (rules ?? []).Select(r => AnswerSize.Of(json => AlertJson.Write(json, r)))];

        // Each takes what the other leaves, and half of it at least.
        var shown = Fitting(alertSizes, Math.Max(Budget / 2, Budget - ruleSizes.Sum()));
        Alerts = [.. alerts.Take(shown)];
        Rules = rules is null ? null : [.. rules.Take(Fitting(ruleSizes, Budget - alertSizes.Take(shown).Sum()))];
        Warnings = [.. Cuts(alerts.Count, rules?.Count ?? 0)];
    }

    public IReadOnlyList<Alert> Alerts { get; }

    public IReadOnlyList<AlertRule>? Rules { get; }

    /// <summary>What was left out.</summary>
    public IReadOnlyList<string> Warnings { get; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("alerts");
        foreach (var alert in Alerts)
            AlertJson.Write(writer, alert);

        writer.WriteEndArray();
        if (Rules is { } rules)
        {
            writer.WriteStartArray("rules");
            foreach (var rule in rules)
                AlertJson.Write(writer, rule);

            writer.WriteEndArray();
        }

        writer.WriteBoolean("truncated", Warnings.Count > 0);
    }

    private static int Fitting(int[] sizes, int room)
    {
        var count = 0;
        while (count < sizes.Length && ((room -= sizes[count]) >= 0 || count == 0))
            count++;

        return count;
    }

    private IEnumerable<string> Cuts(int alerts, int rules)
    {
        if (Alerts.Count < alerts)
            yield return string.Create(CultureInfo.InvariantCulture, $"Only the newest {Alerts.Count} are shown; name a brand for fewer.");
        if (Rules is { } shown && shown.Count < rules)
            yield return string.Create(CultureInfo.InvariantCulture, $"Only the first {shown.Count} rules by name are shown; name a brand, or search a part of name, kind or metric.");
    }
}
