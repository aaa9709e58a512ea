namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// Answers messages many at a time: the first goes at once, and whatever is answered while a request is on its way goes with the
/// next one. So nothing waits for others to come, and a flood costs few requests.
/// </summary>
/// <param name="sendAsync">One request; whether the server took it.</param>
internal sealed class Acknowledgements(Func<IReadOnlyList<string>, Task<bool>> sendAsync)
{
    /// <summary>With ids as long as Google's, well below the half megabyte that a request may have.</summary>
    public const int MostAtOnce = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<(string AckId, TaskCompletionSource<bool> Taken)> _waiting = new();
    private bool _isSending;

    /// <returns>Whether the server took it; if not, the message comes again.</returns>
    public Task<bool> AddAsync(string ackId)
    {
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool begins;
        lock (_lock)
        {
            _waiting.Enqueue((ackId, taken));
            begins = !_isSending;
            _isSending = true;
        }

        if (begins)
            _ = Task.Run(SendAsync);
        return taken.Task;
    }

    // Ends without an exception: whoever waits for an answer has it.
    private async Task SendAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            var sending = SendAsync(batch);
            await Task.WhenAny(sending);
            foreach (var (_, taken) in batch)
                taken.SetFromTask(sending);
        }
    }

    private async Task<bool> SendAsync(IReadOnlyList<(string AckId, TaskCompletionSource<bool> Taken)> batch) => await sendAsync([.. batch.Select(b => b.AckId)]);

    private List<(string AckId, TaskCompletionSource<bool> Taken)> Next()
    {
        lock (_lock)
        {
            List<(string, TaskCompletionSource<bool>)> batch = [];
            while (batch.Count < MostAtOnce && _waiting.TryDequeue(out var next))
                batch.Add(next);

            _isSending = batch.Count > 0;
            return batch;
        }
    }
}
