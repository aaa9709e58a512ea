using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Calls as the database itself counted them when it let them pass, whatever was reported.</summary>
/// <param name="Day">A day of UTC, by the database's clock.</param>
/// <param name="User">Whose keys called.</param>
/// <param name="Allowed">Calls that were let pass.</param>
/// <param name="Refused">Calls that came too soon after others.</param>
public sealed record CountedCalls(LocalDate Day, UserId User, long Allowed, long Refused);
