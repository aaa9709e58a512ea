using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Audit;

internal sealed class GetAuditLogTool(AuditReader reader) : TenantTool(s_declaration)
{
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

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var action = arguments.Text("action");
        var page = await reader.ReadAsync(tenant, arguments.Time(), arguments.Text("actor"), action, arguments.Text("cursor"), cancellationToken);
        return new AuditTable(page, action).ToAnswer();
    }
}
