using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Alerts;

internal sealed class AcknowledgeAlertTool(IAlertStore store) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "acknowledge_alert",
        Title = "Acknowledge alert",
        Description = "Marks an open alert as seen by the key's person, so that colleagues know that somebody takes care of it. It ends by itself when its condition no longer holds.",
        Hints = new ToolHints(ReadOnly: false, Destructive: false, Idempotent: true, OpenWorld: false),
        Permission = Permissions.AlertsManage,
        InputSchema = """{"type":"object","properties":{"alert_id":{"type":"string"}},"required":["alert_id"],"additionalProperties":false}""",
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array","items":{"type":"string"}},
              "changed":{"type":"boolean"}},
             "required":["summary","warnings","changed"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var id = new AlertId(AlertArguments.Id(arguments, "alert_id")!.Value); // the schema requires it
        var hasChanged = await store.AcknowledgeAsync(tenant, id, cancellationToken);

        return new ToolAnswer
        {
            Summary = hasChanged ? "The alert is acknowledged." : "The alert was acknowledged or resolved before.",
            Body = writer => writer.WriteBoolean("changed", hasChanged),
        };
    }
}
