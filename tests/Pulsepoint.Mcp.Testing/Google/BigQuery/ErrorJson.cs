using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Errors as BigQuery writes them.</summary>
internal static class ErrorJson
{
    public static JsonObject Body(BigQueryError error)
    {
        var proto = Proto(error);
        proto["domain"] = "global";
        return new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = error.Status,
                ["message"] = error.Message,
                ["errors"] = new JsonArray(proto),
                ["status"] = StatusOf(error.Status),
            },
        };
    }

    public static JsonObject Proto(BigQueryError error)
    {
        var proto = new JsonObject { ["reason"] = error.Reason, ["message"] = error.Message };
        if (error.Location is { } location)
            proto["location"] = location;

        return proto;
    }

    private static string StatusOf(int code) => code switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        409 => "ALREADY_EXISTS",
        429 => "RESOURCE_EXHAUSTED",
        503 => "UNAVAILABLE",
        _ => "INTERNAL",
    };
}
