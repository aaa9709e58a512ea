using System.Buffers;
using System.IO.Pipelines;

namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>
/// Cuts a stream into lines and never holds more than one line of the limit: a longer one is skipped as it arrives and
/// reported once, so that a runaway client costs neither memory nor the connection.
/// </summary>
internal sealed class LineReader(Stream input, int maxLineBytes)
{
    private const int BufferBytes = 16 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
    private bool _skipping;

    private static ReadOnlySpan<byte> Utf8Bom => [0xEF, 0xBB, 0xBF];

    public async ValueTask<Line> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadChunkAsync(cancellationToken);
            var buffer = result.Buffer;

            if (TryTake(ref buffer, result.IsCompleted, out var line))
            {
                _reader.AdvanceTo(buffer.Start);
                return line;
            }

            if (result.IsCompleted)
            {
                await _reader.CompleteAsync();
                return Line.End;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async ValueTask<ReadResult> ReadChunkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            // How Windows says that the other end of a pipe is gone.
            return new ReadResult(default, isCanceled: false, isCompleted: true);
        }
    }

    private bool TryTake(ref ReadOnlySequence<byte> buffer, bool isCompleted, out Line line)
    {
        while (buffer.PositionOf((byte)'\n') is { } newline)
        {
            var taken = buffer.Slice(0, newline);
            buffer = buffer.Slice(buffer.GetPosition(1, newline));
            if (Accept(taken, out line))
                return true;
        }

        if (buffer.Length > maxLineBytes)
        {
            var first = !_skipping;
            _skipping = true;
            buffer = buffer.Slice(buffer.End);
            line = Line.TooLong;
            return first;
        }

        if (_skipping && !isCompleted)
            buffer = buffer.Slice(buffer.End);

        if (isCompleted && !buffer.IsEmpty)
        {
            var rest = buffer;
            buffer = buffer.Slice(buffer.End);
            return Accept(rest, out line);
        }

        line = default;
        return false;
    }

    /// <summary>False for what is no message: the tail of a line already refused, and blank lines.</summary>
    private bool Accept(ReadOnlySequence<byte> taken, out Line line)
    {
        line = default;
        if (_skipping)
        {
            _skipping = false;
            return false;
        }

        if (taken.Length > maxLineBytes)
        {
            line = Line.TooLong;
            return true;
        }

        var bytes = taken.ToArray().AsMemory();
        if (bytes.Span.StartsWith(Utf8Bom))
            bytes = bytes[Utf8Bom.Length..];

        if (bytes.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            return false;

        line = Line.Of(bytes);
        return true;
    }
}
