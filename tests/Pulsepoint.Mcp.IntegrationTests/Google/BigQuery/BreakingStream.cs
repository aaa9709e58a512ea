namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>A file with an accident when its second piece begins to be read.</summary>
/// <param name="content">The file.</param>
/// <param name="accident">What happens, once.</param>
internal sealed class BreakingStream(MemoryStream content, Action accident) : Stream
{
    private const long FirstPiece = 10 * 1024 * 1024;

    private Action? _accident = accident;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position
    {
        get => content.Position;
        set => content.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Position >= FirstPiece && Interlocked.Exchange(ref _accident, null) is { } happens)
            happens();

        return content.Read(buffer, offset, count);
    }

    public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        content.Dispose();
        base.Dispose(disposing);
    }
}
