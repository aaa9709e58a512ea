using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Access;

/// <summary>The one key that the settings give this process.</summary>
public interface IConfiguredKey
{
    /// <exception cref="Refusals.RefusalException"><c>key_missing</c>, <c>key_invalid</c> or <c>key_expired</c>.</exception>
    TenantContext Require();
}
