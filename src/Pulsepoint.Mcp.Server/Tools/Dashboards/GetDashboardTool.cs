using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Dashboards;

internal sealed class GetDashboardTool(DashboardReader reader) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "get_dashboard",
        Title = "Dashboard",
        Description = "Answers how business is, in one call: net sales, orders, average order value, new customers, ad spend, MER, blended ROAS, nCAC, conversion rate, return rate, contribution margin and sessions against the period before, then a series by day (or week, month, year), the top products and the sales channels. For one figure or another cut use query_metrics, for why a figure moved explain_change.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","properties":{
              "time":{"type":"object","description":"A preset of query_metrics, or from and to; last 30 days if left out","properties":{
                "preset":{"type":"string"},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "compare":{"type":"object","required":["mode"],"description":"previous_period if left out","properties":{
                "mode":{"type":"string","enum":["previous_period","previous_year","custom"]},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "brands":{"type":["array","string"],"items":{"type":"string"},"description":"Brand ids of list_brands, or * for all"},
              "cursor":{"type":"string"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "answer_id":{"type":"string"},
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "figures":{"type":"object"},
              "compared_with":{"type":"object"},
              "series":{"type":"object"},
              "top_products":{"type":["object","null"]},
              "sales_channels":{"type":"object"},
              "provenance":{"type":"object"}},
             "required":["answer_id","summary","warnings","figures","compared_with","series","top_products","sales_channels","provenance"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        PageCursor.RefuseAny(arguments);
        var request = new DashboardRequest(arguments.Time(), arguments.Compare(), arguments.Brands());
        var table = new DashboardTable(await reader.ReadAsync(tenant, answer, request, cancellationToken), answer.Cost.Total);
        return AnswerSize.RefuseTooLarge(table.ToAnswer(), "Name fewer brands, or ask query_metrics for one part of it at a time.");
    }
}
