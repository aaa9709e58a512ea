using System.Text.Json;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The limits in force, as one property.</summary>
internal static class LimitsJson
{
    public static void Write(Utf8JsonWriter json, CallLimits limits)
    {
        json.WriteStartObject("limits");
        json.WriteNumber("user_per_minute", limits.UserPerMinute ?? 0);
        json.WriteNumber("user_burst", limits.UserBurst ?? 0);
        json.WriteNumber("tenant_per_minute", limits.TenantPerMinute ?? 0);
        json.WriteNumber("tenant_burst", limits.TenantBurst ?? 0);
        json.WriteEndObject();
    }
}
