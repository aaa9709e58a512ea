using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Administration;

/// <param name="User">The person's id.</param>
/// <param name="IsNew">False where exactly this person was there already.</param>
public sealed record AddedPerson(UserId User, bool IsNew);
