using System.Globalization;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// Keeps a file from being replaced under somebody's transaction: a row that is written to a file already set aside would
/// be acknowledged and lost. The gate's content counts the replacements; who finds another count opens anew.
/// </summary>
internal sealed class OutboxGate : IDisposable
{
    private const int LongestCount = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

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

    public static Task<OutboxGate> EnterAsync(OutboxFolder folder, TimeProvider time, CancellationToken cancellationToken) =>
        TakeAsync(folder, isShared: true, time, cancellationToken);

    /// <summary>Waits until nobody is in a transaction, and keeps everybody out.</summary>
    public static Task<OutboxGate> CloseAsync(OutboxFolder folder, TimeProvider time, CancellationToken cancellationToken) =>
        TakeAsync(folder, isShared: false, time, cancellationToken);

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

    private static async Task<OutboxGate> TakeAsync(OutboxFolder folder, bool isShared, TimeProvider time, CancellationToken cancellationToken) =>
        new(await FileLock.TakeAsync(folder.Gate, isShared, s_patience, time, cancellationToken) ?? throw OutboxRefusals.Busy());
}
