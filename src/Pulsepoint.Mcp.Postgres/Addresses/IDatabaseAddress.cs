namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>Finds the database of this installation, when the first call needs it.</summary>
internal interface IDatabaseAddress
{
    /// <exception cref="Core.Refusals.RefusalException"><c>source_unavailable</c>: none is configured and none is embedded.</exception>
    ValueTask<DatabaseAddress> ResolveAsync(CancellationToken cancellationToken);
}
