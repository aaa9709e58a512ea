namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>An error that never reached BigQuery, and is no JSON.</summary>
/// <param name="status">The HTTP status.</param>
internal sealed class FrontEndError(int status) : Exception($"HTTP {status}")
{
    public int Status => status;
}
