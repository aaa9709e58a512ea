using System.Collections.Concurrent;
using Grpc.Core;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>What goes wrong, and when.</summary>
public sealed class PubSubFaults
{
    private readonly ConcurrentQueue<StatusCode> _publishes = new();
    private readonly ConcurrentQueue<int> _rest = new();
    private readonly ConcurrentQueue<StatusCode> _streams = new();
    private readonly ConcurrentQueue<StatusCode> _answers = new();
    private volatile TaskCompletionSource<StatusCode> _closed = Unclosed();
    private int _streamsOpened;

    /// <summary>What every publish waits for before it is looked at.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    internal int StreamsOpened => Volatile.Read(ref _streamsOpened);

    /// <summary>The next publishes get this code, over either transport; <see cref="StatusCode.OK"/> lets one pass.</summary>
    public void FailPublishes(int count, StatusCode code) => Add(_publishes, count, code);

    /// <summary>The next publishes over REST get this HTTP status, as from a proxy.</summary>
    public void FailRest(int count, int status) => Add(_rest, count, status);

    /// <summary>The next streams end with this code as soon as they are opened.</summary>
    public void FailStreams(int count, StatusCode code) => Add(_streams, count, code);

    /// <summary>The next acknowledgements and changes of deadlines get this code.</summary>
    public void FailAnswers(int count, StatusCode code) => Add(_answers, count, code);

    /// <summary>Ends every open stream. <see cref="StatusCode.OK"/> is how servers end streams that have grown old.</summary>
    public void CloseStreams(StatusCode code) => Interlocked.Exchange(ref _closed, Unclosed()).SetResult(code);

    internal async Task OnPublishAsync(CancellationToken cancellationToken)
    {
        await Delay.WaitAsync(cancellationToken);
        Throw(_publishes);
    }

    internal void OnAnswer() => Throw(_answers);

    internal int? OnRest() => _rest.TryDequeue(out var status) ? status : null;

    /// <returns>Ends with the code that the stream is to end with.</returns>
    internal Task<StatusCode> OnStream()
    {
        Interlocked.Increment(ref _streamsOpened);
        return _streams.TryDequeue(out var code) ? Task.FromResult(code) : _closed.Task;
    }

    private static void Throw(ConcurrentQueue<StatusCode> faults)
    {
        if (faults.TryDequeue(out var code) && code is not StatusCode.OK)
            throw new RpcException(new Status(code, "As the test wants it."));
    }

    private static void Add<T>(ConcurrentQueue<T> faults, int count, T fault)
    {
        for (var i = 0; i < count; i++)
            faults.Enqueue(fault);
    }

    private static TaskCompletionSource<StatusCode> Unclosed() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
