using System.Globalization;
using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>
/// About how many events were ever written, kept beside the database: SQLite takes an emptied file for a new one without
/// a word. It never runs ahead of the database, and lags by less than <see cref="Step"/>.
/// </summary>
internal sealed class HighWaterMark(OutboxFolder folder)
{
    public const long Step = 64;

    private long _written;

    /// <summary>0 where nothing was written yet.</summary>
    public long Read() => _written = File.Exists(folder.HighWaterMark)
        && long.TryParse(File.ReadAllText(folder.HighWaterMark), CultureInfo.InvariantCulture, out var mark) ? mark : 0;

    /// <param name="sequence">The highest number that is committed.</param>
    public void Raise(long sequence)
    {
        if (_written != 0 && sequence < _written + Step)
            return;

        StateFolder.WritePrivate(folder.HighWaterMark, sequence.ToString(CultureInfo.InvariantCulture));
        _written = sequence;
    }
}
