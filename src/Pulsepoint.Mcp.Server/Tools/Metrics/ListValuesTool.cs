using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Metrics.Values;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

internal sealed class ListValuesTool(ValueReader reader) : TenantTool(s_declaration)
{
    private const string DimensionsPlace = "\"$dimensions\"";

    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "list_values",
        Title = "List values",
        Description = "Lists the values that a dimension really has for the brands in scope, like product titles, campaigns or discount codes, each with its brands and the last day it has data. Call it before filtering by a name that the user said, or when a filter matched nothing. Values are spelled as filters take them.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["dimension"],"properties":{
              "dimension":{"type":"string","enum":["$dimensions"]},
              "search":{"type":"string","maxLength":200,"description":"Part of a value, in any case; best match first, or the nearest where none has it"},
              "brands":{"type":["array","string"],"items":{"type":"string"},"description":"Brand ids of list_brands, or * for all"},
              "limit":{"type":"integer","minimum":1,"maximum":200,"description":"50 if left out"},
              "cursor":{"type":"string","description":"next_cursor of the same question"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "dimension":{"type":"string"},
              "label":{"type":"string"},
              "match":{"type":"string","enum":["all","search","nearest"]},
              "values":{"type":"array","items":{"type":"object","properties":{
                "value":{"type":"string"},
                "brands":{"type":"array"},
                "last_seen":{"type":["string","null"],"format":"date"}}}},
              "truncated":{"type":"boolean"},
              "next_cursor":{"type":["string","null"]}},
             "required":["summary","warnings","dimension","label","match","values","truncated","next_cursor"]}
            """,
    };

    // Brands are listed by list_brands; asked for here all the same, they are answered.
    protected override string Complete(string schema) => schema.Replace(
        DimensionsPlace,
        string.Join(',', MetricCatalogue.Instance.Dimensions.Select(d => d.Id).Where(id => id != "brand").Select(id => $"\"{id}\"")),
        StringComparison.Ordinal);

    /// <summary>The catalogue knows what was probably meant.</summary>
    public override bool JudgesValuesOf(string argument) => argument is "dimension";

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var cursor = PageCursor.Read(arguments.Text("cursor"));
        var after = cursor is null ? null : ValueCursor.PlaceOf(cursor);
        var request = new ValueRequest(arguments.Text("dimension")!, arguments.Text("search"), arguments.Brands(), arguments.Number("limit"), after); // required by the schema
        var list = await reader.ReadAsync(tenant, answer, request, cancellationToken);
        if (cursor is not null)
            ValueCursor.RefuseUnlessOf(cursor, tenant, list);

        var table = new ValueTable(list, after is not null, last => ValueCursor.At(tenant, list, last));
        return AnswerSize.RefuseTooLarge(table.ToAnswer(), "Name fewer brands: each value lists those that have it.");
    }
}
