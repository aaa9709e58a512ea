namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <param name="Message">What was handed out.</param>
/// <param name="Holder">To whom.</param>
/// <param name="Timer">Brings it back.</param>
internal sealed record Lease(WaitingMessage Message, object Holder, ITimer Timer);
