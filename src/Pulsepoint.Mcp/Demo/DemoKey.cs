using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Demo;

/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Context">What the key says.</param>
/// <param name="File">Where it is.</param>
internal sealed record DemoKey(string Name, TenantContext Context, string File);
