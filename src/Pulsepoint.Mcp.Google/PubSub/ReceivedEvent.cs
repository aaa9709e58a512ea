using Pulsepoint.Mcp.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>One delivery of a message, to be answered before its deadline; unanswered, the message comes again.</summary>
internal sealed class ReceivedEvent(ReceivedMessage received, SubscriptionCalls calls)
{
    /// <summary>The same at every delivery of this message.</summary>
    public string MessageId => received.Message.MessageId;

    public ReadOnlyMemory<byte> Data => received.Message.Data.Memory;

    public IReadOnlyDictionary<string, string> Attributes { get; } = new Dictionary<string, string>(received.Message.Attributes, StringComparer.Ordinal);

    /// <summary>Done with.</summary>
    /// <param name="cancellationToken">Ends the waiting; the answer is under way all the same.</param>
    /// <returns>Whether the server took it; if not, the message comes again.</returns>
    public Task<bool> AckAsync(CancellationToken cancellationToken) => calls.AckAsync(received.AckId).WaitAsync(cancellationToken);
}
