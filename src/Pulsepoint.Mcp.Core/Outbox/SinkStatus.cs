using NodaTime;

namespace Pulsepoint.Mcp.Core.Outbox;

/// <summary>How delivery to one sink stands, over all keys of this machine.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Waiting">Events that it does not have yet.</param>
/// <param name="OldestAge">How long the oldest of them has waited; null when none waits.</param>
/// <param name="Attempts">The most attempts that one of them has behind it.</param>
/// <param name="LastError">Why the last attempt failed; null when it did not.</param>
/// <param name="Dead">Events that it will not take.</param>
public sealed record SinkStatus(string Sink, long Waiting, Duration? OldestAge, long Attempts, string? LastError, long Dead);
