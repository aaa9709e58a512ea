using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Usage;

internal sealed class GetUsageTool(UsageViews views) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "get_usage",
        Title = "Usage",
        Description = "Tells who asked what, and what it took: your own calls, with audit:read everybody's. Days are UTC; the last 30 if left out.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["view"],"properties":{
              "view":{"type":"string","enum":["questions","tokens","cost","latency","errors","accuracy","freshness"]},
              "time":{"type":"object","properties":{
                "preset":{"type":"string"},
                "from":{"type":"string"},
                "to":{"type":"string"}}},
              "user":{"type":"string","description":"A user_id, or me"},
              "group_by":{"type":"string","enum":["day","user","tool","brand"]},
              "cursor":{"type":"string"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "columns":{"type":"array"},
              "rows":{"type":"array"},
              "totals":{"type":"object"},
              "next_cursor":{"type":["string","null"]}},
             "required":["columns","rows","totals","next_cursor"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        // The schema has been checked: the view is one.
        var request = new UsageRequest(
            UsageNames.ViewOf(arguments.Text("view"))!.Value, arguments.Time(), arguments.Text("user"), UsageNames.GroupOf(arguments.Text("group_by")), arguments.Text("cursor"));
        return new UsagePage(await views.ReadAsync(tenant, request, cancellationToken)).ToAnswer();
    }
}
