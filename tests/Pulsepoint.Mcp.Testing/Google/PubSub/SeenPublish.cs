namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>One publish request as it came.</summary>
/// <param name="Topic">Where to.</param>
/// <param name="Messages">In their order.</param>
/// <param name="Bytes">Of the whole request, as it was sent.</param>
/// <param name="Authorization">The header of that name; null when there was none.</param>
public sealed record SeenPublish(string Topic, IReadOnlyList<SeenMessage> Messages, int Bytes, string? Authorization);
