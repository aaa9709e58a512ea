using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

internal static class QueryMetricsDeclaration
{
    // Filled in from the catalogue.
    public const string MetricsPlace = "\"$metrics\"";
    public const string DimensionsPlace = "\"$dimensions\"";

    public static ToolDeclaration Value { get; } = new()
    {
        Name = "query_metrics",
        Title = "Query metrics",
        Description = "Reads metrics of the brands in scope, exact to the cent: cut by dimensions and time, filtered, compared with another period. Answers with a table, totals, and where the numbers come from. Leave time out for the last 30 days, brands out for all. Dates are inclusive.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["metrics"],"properties":{
              "metrics":{"type":"array","minItems":1,"maxItems":12,"items":{"type":"string","enum":["$metrics"]}},
              "dimensions":{"type":"array","maxItems":3,"items":{"type":"string","enum":["$dimensions"]}},
              "filters":{"type":"array","maxItems":10,"description":"Dimension filters, all must hold","items":{"type":"object","required":["field","op","values"],"properties":{
                "field":{"type":"string"},
                "op":{"type":"string","enum":["eq","neq","in","not_in","contains"]},
                "values":{"type":"array","items":{"type":["string","number"]}}}}},
              "time":{"type":"object","description":"A preset, or from and to","properties":{
                "preset":{"type":"string","description":"today yesterday this_week last_week last_weekend this_month last_month this_quarter last_quarter this_year last_year all_time last_N_days last_N_weeks last_N_months bfcm_YYYY black_friday_YYYY cyber_monday_YYYY"},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "grain":{"type":"string","enum":["day","week","month","quarter","year"]},
              "compare":{"type":"object","required":["mode"],"properties":{
                "mode":{"type":"string","enum":["previous_period","previous_year","custom"]},
                "from":{"type":"string","format":"date"},
                "to":{"type":"string","format":"date"}}},
              "having":{"type":"array","maxItems":10,"description":"Conditions on metrics of a row","items":{"type":"object","required":["field","op","values"],"properties":{
                "field":{"type":"string"},
                "op":{"type":"string","enum":["eq","neq","gt","gte","lt","lte"]},
                "values":{"type":"array","items":{"type":["number","string"]}}}}},
              "order_by":{"type":"array","maxItems":5,"items":{"type":"object","required":["by"],"properties":{
                "by":{"type":"string","description":"A metric or dimension of the query, or date"},
                "dir":{"type":"string","enum":["asc","desc"]}}}},
              "limit":{"type":"integer","minimum":1,"maximum":1000},
              "brands":{"type":["array","string"],"items":{"type":"string"},"description":"Brand ids of list_brands, or * for all"},
              "cursor":{"type":"string","description":"next_cursor of the same query"}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{
              "answer_id":{"type":"string"},
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "columns":{"type":"array"},
              "rows":{"type":"array"},
              "totals":{"type":"object"},
              "compare":{"type":["object","null"]},
              "truncated":{"type":"boolean"},
              "next_cursor":{"type":["string","null"]},
              "provenance":{"type":"object"}},
             "required":["answer_id","summary","warnings","columns","rows","totals","compare","truncated","next_cursor","provenance"]}
            """,
    };
}
