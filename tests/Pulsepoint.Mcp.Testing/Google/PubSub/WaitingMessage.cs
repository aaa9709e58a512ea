using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <param name="Message">What was published.</param>
/// <param name="Attempt">Which delivery the next one is, from 1.</param>
internal sealed record WaitingMessage(PubsubMessage Message, int Attempt);
