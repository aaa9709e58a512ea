using System.Globalization;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>A message as it is sent, by whichever transport.</summary>
internal sealed record OutgoingMessage(ReadOnlyMemory<byte> Data, IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    /// <summary>The tenant is the caller's, so that no event can go out under another's name.</summary>
    public static OutgoingMessage Of(TenantContext tenant, EventMessage message) => new(
        message.Json,
        [
            new("event_id", message.Id.ToString()),
            new("tenant", tenant.Tenant.Value),
            new("type", message.Type),
            new("schema_version", message.SchemaVersion.ToString(CultureInfo.InvariantCulture)),
        ]);
}
