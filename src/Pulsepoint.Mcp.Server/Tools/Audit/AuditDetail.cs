using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Audit;

/// <summary>The particulars of an entry, with permissions by their names: the database keeps them as a number of bits.</summary>
internal static class AuditDetail
{
    private static readonly string[] s_bits = ["permissions", "perms"];
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Of(AuditEntry entry)
    {
        if (entry.Detail is null || JsonNode.Parse(entry.Detail) is not JsonObject detail)
            return entry.Detail;

        foreach (var name in s_bits)
        {
            if (detail[name] is JsonValue value && value.TryGetValue<int>(out var bits))
                detail[name] = new JsonArray([.. PermissionNames.Of((Permissions)bits).Select(permission => JsonValue.Create(permission))]);
        }

        return detail.ToJsonString(s_plain);
    }
}
