namespace Pulsepoint.Mcp.Outbox.Writing;

/// <summary>How the writing of a group went.</summary>
/// <param name="LastSequence">The highest number given; 0 where none was.</param>
/// <param name="UsedBytes">Bytes in use.</param>
/// <param name="Dropped">How many usage events were given up for it.</param>
/// <param name="IsFull">No room could be made, and nothing of the group was written.</param>
internal sealed record WrittenGroup(long LastSequence, long UsedBytes, int Dropped, bool IsFull);
