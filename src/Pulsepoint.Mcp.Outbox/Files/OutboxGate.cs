using System.Globalization;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// Lets one process at a time into a transaction. SQLite would see to that itself, but makes those who wait sleep for up to
/// a tenth of a second; and it would let a file be replaced under somebody's transaction, whose row would be acknowledged
/// and lost. The gate's content counts the replacements; who finds another count opens anew.
/// </summary>
internal sealed class OutboxGate : IDisposable
{
    private const int LongestCount = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // A transaction takes about as long.
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan s_politeFor = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private OutboxGate(FileStream file)
    {
        _file = file;
        Span<byte> text = stackalloc byte[LongestCount];
        var length = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        Generation = long.TryParse(text[..length], CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <summary>How often another file, or another key, took the place of the one before.</summary>
    public long Generation { get; private set; }

    /// <exception cref="Core.Refusals.RefusalException"><c>source_unavailable</c>: somebody was in there for 10 seconds.</exception>
    public static async Task<OutboxGate> EnterAsync(OutboxFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        FileStream? next = null;
        try
        {
            while (true)
            {
                if ((next is not null || IsFree(folder.Next)) && FileLock.TryTake(folder.Gate) is { } file)
                    return new OutboxGate(file);

                var waited = time.GetElapsedTime(since);
                if (waited > s_patience)
                    throw OutboxRefusals.Busy();

                // A process with much to write comes back before others ask again; now it must not.
                if (waited > s_politeFor)
                    next ??= FileLock.TryTake(folder.Next);

                // The kernel tells nobody when a lock on a file gets free.
                await Task.Delay(s_askAgain, time, cancellationToken);
            }
        }
        finally
        {
            if (next is not null)
                await next.DisposeAsync();
        }
    }

    /// <summary>Makes everybody open anew. Before the replacing: if this process dies between the two, opening anew finds the old file and replaces it.</summary>
    public void Announce()
    {
        Generation++;
        _file.SetLength(0);
        Span<byte> text = stackalloc byte[LongestCount];
        Generation.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        _file.Position = 0;
        _file.Write(text[..length]);
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static bool IsFree(string path)
    {
        using var asked = FileLock.TryTake(path, isShared: true);
        return asked is not null;
    }
}
