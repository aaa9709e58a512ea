using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Administration;

internal sealed record AddedPersonRow
{
    public required Guid Id { get; init; }

    public required bool IsNew { get; init; }

    public AddedPerson ToAdded() => new(new UserId(Id), IsNew);
}
