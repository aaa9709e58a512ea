using Pulsepoint.Mcp.Core.Metrics.Drivers;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Drivers;

internal sealed class ExplainChangeTool(ChangeExplainer explainer) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "explain_change",
        Title = "Explain a change",
        Description = "Explains why a metric changed against another period: what each member of one dimension did, largest first, in parts that add up to the change. Without by it tries every dimension of the metric and takes the most telling. Ratios are split into mix (weight shifted between members) and rate (the members' own ratio changed). What happened together is not proof of a cause.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["metric"],"properties":{
              "metric":{"type":"string","description":"A metric of query_metrics"},
              "time":{"type":"object","description":"A preset of query_metrics, or from and to; last 30 days if left out","properties":{
                "preset":{"type":"string"},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "compare":{"type":"object","required":["mode"],"description":"previous_period if left out","properties":{
                "mode":{"type":"string","enum":["previous_period","previous_year","custom"]},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "brands":{"type":["array","string"],"items":{"type":"string"},"description":"Brand ids of list_brands, or * for all"},
              "by":{"type":"string","description":"A dimension of the metric"},
              "cursor":{"type":"string"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "answer_id":{"type":"string"},
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "metric":{"type":"string"},
              "unit":{"type":"string"},
              "now":{"type":["number","null"]},
              "before":{"type":["number","null"]},
              "change":{"type":"object"},
              "by":{"type":["string","null"]},
              "drivers":{"type":"array"},
              "others":{"type":["object","null"]},
              "tried":{"type":"array"},
              "drivers_source":{"type":["string","null"]},
              "provenance":{"type":"object"}},
             "required":["answer_id","summary","warnings","metric","unit","now","before","change","by","drivers","others","tried","provenance"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        PageCursor.RefuseAny(arguments);
        var request = new ChangeRequest(
            arguments.Text("metric")!, arguments.Time(), arguments.Compare(), arguments.Brands(), arguments.Text("by")); // required by the schema
        var table = new DriverTable(await explainer.ExplainAsync(tenant, answer, request, cancellationToken), answer.Cost.Total);
        return AnswerSize.RefuseTooLarge(table.ToAnswer(), "Name fewer brands, or give by: a dimension with shorter names.");
    }
}
