namespace Pulsepoint.Mcp.Postgres.Fetching;

/// <summary>A download without a checksum, or one that does not match it.</summary>
internal sealed class ChecksumException(string message) : Exception(message);
