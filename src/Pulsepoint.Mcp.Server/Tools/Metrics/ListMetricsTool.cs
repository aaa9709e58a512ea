using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

internal sealed class ListMetricsTool() : TenantTool(s_declaration)
{
    private const string GroupsPlace = "\"$groups\"";

    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "list_metrics",
        Title = "List metrics",
        Description = "Lists the metrics that can be asked for: id, unit, definition, and the dimensions each can be cut and filtered by. Give a group or a search word for what is easily misread and for synonyms. Call it before query_metrics when unsure which metric a word means.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","properties":{
              "group":{"type":"string","enum":["$groups"]},
              "search":{"type":"string","maxLength":60,"description":"Words of the id, name, definition or a synonym; best match first"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "metrics":{"type":"array","items":{"type":"object","properties":{
                "id":{"type":"string"},"group":{"type":"string"},"unit":{"type":"string"},"formula":{"type":"string"},
                "not_by":{"type":"array","description":"Dimensions of the group that this metric lacks"},
                "trap":{"type":"string"},"synonyms":{"type":"array"}},
               "required":["id","group","unit","formula"]}},
              "dimensions_by_group":{"type":"object"},
              "dimension_values":{"type":"object"},
              "time_presets":{"type":"array"}},
             "required":["summary","warnings","metrics","dimensions_by_group","dimension_values","time_presets"]}
            """,
    };

    protected override string Complete(string schema) =>
        schema.Replace(GroupsPlace, string.Join(',', MetricCatalogue.Instance.Groups.Select(g => $"\"{g}\"")), StringComparison.Ordinal);

    public override Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var group = arguments.Text("group");
        var search = arguments.Text("search");
        IReadOnlyList<Metric> grouped = [.. MetricCatalogue.Instance.Metrics.Where(m => group is null || m.Group == group)];
        var found = string.IsNullOrWhiteSpace(search) ? grouped : MetricSearch.Find(grouped, search);
        var list = new MetricList(found, IsDetailed: group is not null || !string.IsNullOrWhiteSpace(search));
        return Task.FromResult(new ToolAnswer
        {
            Summary = list.Summary,
            Body = list.Write,
            Table = list.Text,
        });
    }
}
