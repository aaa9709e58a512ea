using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>Writes whole lines, one at a time, and flushes each: a client waits for it.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The semaphore's wait handle is never made, and answers may still queue for it when the connection has ended.")]
internal sealed class LineWriter(Stream output)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the client has closed its end: nothing can be answered any more.</summary>
    public Task Broken => _broken.Task;

    /// <param name="line">The text including its newline.</param>
    public async Task WriteAsync(ArrayBufferWriter<byte> line)
    {
        // No token: half a line would spoil the stream for everything after it.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (_broken.Task.IsCompleted)
                return;

            await output.WriteAsync(line.WrittenMemory, CancellationToken.None);
            await output.FlushAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _broken.TrySetResult();
        }
        finally
        {
            _turn.Release();
        }
    }
}
