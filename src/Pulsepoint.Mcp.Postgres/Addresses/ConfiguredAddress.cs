namespace Pulsepoint.Mcp.Postgres.Addresses;

/// <summary>The address that <c>PULSEPOINT_DATABASE</c> names.</summary>
internal sealed class ConfiguredAddress(string text) : IDatabaseAddress
{
    private readonly DatabaseAddress _address = DatabaseAddressText.Parse(text, "PULSEPOINT_DATABASE");

    public ValueTask<DatabaseAddress> ResolveAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_address);
}
