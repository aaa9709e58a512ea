namespace Pulsepoint.Mcp.Core.Administration;

/// <summary>How often an organisation may call. In a change, null leaves one as it is and 0 brings its default back.</summary>
/// <param name="UserPerMinute">Calls a minute of each person.</param>
/// <param name="UserBurst">Calls of a person at once.</param>
/// <param name="TenantPerMinute">Calls a minute of all together.</param>
/// <param name="TenantBurst">Calls of all at once.</param>
public sealed record CallLimits(int? UserPerMinute, int? UserBurst, int? TenantPerMinute, int? TenantBurst);
