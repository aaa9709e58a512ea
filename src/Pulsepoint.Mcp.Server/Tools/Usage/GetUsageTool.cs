using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Server.Tools.Usage;

internal sealed class GetUsageTool(UsageViews views) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "get_usage",
        Title = "Usage",
        Description = "Tells who asked what, and what it took: your own calls, with audit:read everybody's. Days are UTC.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["view"],"properties":{
              "view":{"type":"string","enum":["questions","tokens","cost","latency","errors","accuracy","freshness"]},
              "time":{"type":"object","description":"Last 30 days if left out","properties":{
                "preset":{"type":"string"},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "user":{"type":"string","description":"A user_id, or me"},
              "group_by":{"type":"string","enum":["day","user","tool","brand"]},
              "cursor":{"type":"string"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "columns":{"type":"array"},
              "rows":{"type":"array"},
              "totals":{"type":"object"},
              "truncated":{"type":"boolean"},
              "next_cursor":{"type":["string","null"]},
              "provenance":{"type":"object"}},
             "required":["summary","warnings","columns","rows","totals","truncated","next_cursor","provenance"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, ToolArguments arguments, CancellationToken cancellationToken)
    {
        // The schema has been checked: the view is one.
        var request = new UsageRequest(
            UsageNames.ViewOf(arguments.Text("view"))!.Value, arguments.Time(), arguments.Text("user"), UsageNames.GroupOf(arguments.Text("group_by")), arguments.Text("cursor"));
        return new UsagePage(await views.ReadAsync(tenant, request, cancellationToken)).ToAnswer();
    }
}
