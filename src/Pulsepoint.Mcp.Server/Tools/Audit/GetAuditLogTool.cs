using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Audit;

internal sealed class GetAuditLogTool(AuditReader reader) : TenantTool(s_declaration)
{
    private static readonly InstantPattern s_second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "get_audit_log",
        Title = "Audit log",
        Description = "Lists who did what in the organisation, newest first: keys issued, used and revoked, permissions denied, people, brands and data changed. Entries cannot be changed or deleted. Days and times are UTC. Leave time out for the last 30 days, today included.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AuditRead,
        InputSchema = """
            {"type":"object","properties":{
              "time":{"type":"object","description":"A preset like today or last_7_days, or from and to","properties":{
                "preset":{"type":"string"},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "actor":{"type":"string","description":"actor_id of an entry"},
              "action":{"type":"string","description":"Like key.issue, or key for all that was done to keys"},
              "cursor":{"type":"string","description":"next_cursor of the same arguments"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "from":{"type":"string","format":"date"},
              "to":{"type":"string","format":"date"},
              "entries":{"type":"array","items":{"type":"object","properties":{
                "at":{"type":"string","format":"date-time"},
                "actor":{"type":"string"},
                "actor_id":{"type":["string","null"]},
                "action":{"type":"string"},
                "target":{"type":["string","null"]},
                "detail":{"type":["object","null"]}},
               "required":["at","actor","actor_id","action","target","detail"]}},
              "truncated":{"type":"boolean"},
              "next_cursor":{"type":["string","null"]}},
             "required":["summary","warnings","from","to","entries","truncated","next_cursor"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var page = await reader.ReadAsync(
            tenant, arguments.Time(), arguments.Text("actor"), arguments.Text("action"), arguments.Text("cursor"), cancellationToken);

        return new ToolAnswer
        {
            Summary = Summarize(page),
            Warnings = page.HasMore ? [$"Older entries follow: send the same arguments with cursor {page.NextCursor}."] : [],
            Body = writer => Write(writer, page),
            Table = TextTable.Of(
                ["at", "actor", "action", "target", "detail"],
                page.Entries.Select(e => (IEnumerable<string?>)[s_second.Format(e.At), NameOf(e), e.Action, e.Target, e.Detail])),
        };
    }

    private static string Summarize(AuditPage page) =>
        $"{(page.Entries.Count, page.HasMore) switch { (0, _) => "No entries", (1, _) => "1 entry", var (n, more) => more ? $"The newest {n} entries" : $"{n} entries" }} "
        + $"from {LocalDatePattern.Iso.Format(page.From)} to {LocalDatePattern.Iso.Format(page.To)} (UTC).";

    private static string NameOf(AuditEntry entry) => entry.ActorName ?? (entry.Actor is null ? "operator of the platform" : "erased person");

    private static void Write(Utf8JsonWriter writer, AuditPage page)
    {
        writer.WriteString("from", LocalDatePattern.Iso.Format(page.From));
        writer.WriteString("to", LocalDatePattern.Iso.Format(page.To));
        writer.WriteStartArray("entries");
        foreach (var entry in page.Entries)
            Write(writer, entry);

        writer.WriteEndArray();
        writer.WriteBoolean("truncated", page.HasMore);
        writer.WriteString("next_cursor", page.NextCursor);
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
        if (entry.Detail is { } detail)
            writer.WriteRawValue(detail);
        else
            writer.WriteNullValue();

        writer.WriteEndObject();
    }
}
