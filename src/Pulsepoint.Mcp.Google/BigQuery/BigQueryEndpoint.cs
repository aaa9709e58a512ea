using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <param name="Address">Where BigQuery is asked.</param>
/// <param name="NeedsToken">Whether it asks who is there; emulators do not.</param>
internal sealed record BigQueryEndpoint(Uri Address, bool NeedsToken)
{
    public static BigQueryEndpoint Google { get; } = new(new Uri("https://bigquery.googleapis.com/"), NeedsToken: true);

    /// <param name="emulator"><c>BIGQUERY_EMULATOR_HOST</c>; null for Google.</param>
    /// <exception cref="SettingException">It is not a host and a port.</exception>
    public static BigQueryEndpoint Of(string? emulator)
    {
        if (emulator is null)
            return Google;

        return EmulatorHost.TryParse(emulator) is { } address
            ? new BigQueryEndpoint(address, NeedsToken: false)
            : throw new SettingException("BIGQUERY_EMULATOR_HOST", "is not a host and a port.", "localhost:9050");
    }
}
