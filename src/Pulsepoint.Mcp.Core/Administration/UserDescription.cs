using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

public sealed record UserDescription(UserId User, string Name, string Email);
