using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Audit;

namespace Pulsepoint.Mcp.Server.Tools.Audit;

/// <summary>Entries as they are answered: as many of a page as a model's reading budget holds.</summary>
internal sealed class AuditTable
{
    // Tokens of the longer of the two forms; what is said about the entries takes the rest.
    private const int Budget = 1_800;

    // Each row of the text has its separators, each entry of the JSON its names.
    private const int TextFrame = 4;
    private const int JsonFrame = 22;

    private static readonly InstantPattern s_second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private readonly AuditPage _page;
    private readonly string? _action;

    public AuditTable(AuditPage page, string? action)
    {
        var fitting = Fitting(page.Entries);
        (_page, _action) = (page with { Entries = [.. page.Entries.Take(fitting)], HasMore = page.HasMore || fitting < page.Entries.Count }, action);
    }

    public ToolAnswer ToAnswer() => new()
    {
        Summary = Summary(),
        Warnings = [.. Warnings()],
        Body = Write,
        Table = TextTable.Of(["at", "actor", "action", "target", "detail"], _page.Entries.Select(Cells)),
    };

    private static int Fitting(IReadOnlyList<AuditEntry> entries)
    {
        var (text, json, count) = (0, 0, 0);
        foreach (var entry in entries)
        {
            var cells = Cells(entry).Sum(c => TokenEstimate.Of(c));
            text += cells + TextFrame + TokenEstimate.Of(AuditDetail.Of(entry)) / 3;
            json += cells + JsonFrame + TokenEstimate.Of(entry.Actor?.ToString());
            if (count > 0 && Math.Max(text, json) > Budget)
                break;

            count++;
        }

        return count;
    }

    private static IEnumerable<string?> Cells(AuditEntry entry) => [s_second.Format(entry.At), NameOf(entry), entry.Action, entry.Target, AuditDetail.Of(entry)];

    private string Summary() =>
        $"{(_page.Entries.Count, _page.HasMore) switch { (0, _) => "No entries", (1, false) => "1 entry", var (n, more) => more ? $"The newest {n} entries" : $"{n} entries" }} "
        + $"from {LocalDatePattern.Iso.Format(_page.From)} to {LocalDatePattern.Iso.Format(_page.To)} (UTC).";

    private IEnumerable<string> Warnings()
    {
        if (_page.HasMore)
            yield return $"Older entries follow: send the same arguments with cursor {_page.NextCursor}.";

        if (_page.Entries.Count == 0 && _action is not null && !AuditActions.IsKnown(_action))
            yield return $"No action has the name that was asked for. The actions are {string.Join(", ", AuditActions.All)}.";
    }

    private static string NameOf(AuditEntry entry) => entry.ActorName ?? (entry.Actor is null ? "operator of the platform" : "erased person");

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("from", LocalDatePattern.Iso.Format(_page.From));
        writer.WriteString("to", LocalDatePattern.Iso.Format(_page.To));
        writer.WriteStartArray("entries");
        foreach (var entry in _page.Entries)
            Write(writer, entry);

        writer.WriteEndArray();
        writer.WriteBoolean("truncated", _page.HasMore);
        writer.WriteString("next_cursor", _page.NextCursor);
    }

    private static void Write(Utf8JsonWriter writer, AuditEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("at", s_second.Format(entry.At));
        writer.WriteString("actor", NameOf(entry));
        writer.WriteString("actor_id", entry.Actor?.ToString());
        writer.WriteString("action", entry.Action);
        writer.WriteString("target", entry.Target);
        writer.WritePropertyName("detail");
        if (AuditDetail.Of(entry) is { } detail)
            writer.WriteRawValue(detail);
        else
            writer.WriteNullValue();

        writer.WriteEndObject();
    }
}
