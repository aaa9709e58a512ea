using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Delivery;

/// <summary>
/// Leased events on their way to a sink, in parts: one part at first; a part that the sink rejects is halved, until the one
/// event that it will not take stands alone.
/// </summary>
internal sealed class Batch
{
    private readonly Stack<IReadOnlyList<LeasedEvent>> _parts = [];

    public Batch(IReadOnlyList<LeasedEvent> events)
    {
        if (events.Count > 0)
            _parts.Push(events);
    }

    /// <summary>Numbers of all that have not been taken out yet.</summary>
    public IEnumerable<long> Rest => _parts.SelectMany(part => part.Select(leased => leased.Sequence));

    public bool TryTake(out IReadOnlyList<LeasedEvent> part)
    {
        var isTaken = _parts.TryPop(out var taken);
        part = taken ?? [];
        return isTaken;
    }

    public void PutBack(IReadOnlyList<LeasedEvent> part) => _parts.Push(part);

    /// <summary>Puts a part of at least two back as its halves; the older one comes first.</summary>
    public void PutBackHalved(IReadOnlyList<LeasedEvent> part)
    {
        var half = part.Count / 2;
        _parts.Push([.. part.Skip(half)]);
        _parts.Push([.. part.Take(half)]);
    }
}
