namespace Pulsepoint.Mcp.Postgres.Usage;

/// <summary>What the database says when a key's allowance of a day is spent.</summary>
internal static class EventsExceeded
{
    public const string Message = "pulsepoint:events_exceeded";
}
