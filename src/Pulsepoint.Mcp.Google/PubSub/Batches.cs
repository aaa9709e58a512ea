namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Cuts messages into requests that Pub/Sub takes: at most 1,000 messages, and some room below its 10 MB.</summary>
internal static class Batches
{
    public const int MostMessages = 1_000;
    public const int MostBytes = 9 * 1024 * 1024;

    /// <summary>In the given order. No message may be larger than a batch.</summary>
    public static IEnumerable<IReadOnlyList<OutgoingMessage>> Of(IEnumerable<OutgoingMessage> messages, Func<OutgoingMessage, int> sizeOf)
    {
        var batch = new List<OutgoingMessage>();
        var bytes = 0;
        foreach (var message in messages)
        {
            var size = sizeOf(message);
            if (batch.Count == MostMessages || bytes + size > MostBytes)
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(message);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
