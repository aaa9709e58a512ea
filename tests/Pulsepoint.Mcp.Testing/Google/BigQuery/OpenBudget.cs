using System.Collections.Concurrent;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Grants whatever is asked for, refuses what it is told to, and remembers what was held and what became of it.</summary>
public sealed class OpenBudget : IQueryBudget
{
    private readonly ConcurrentDictionary<ReservationId, QueryJobId> _held = new();
    private readonly ConcurrentQueue<long> _settled = [];

    /// <summary>What every reservation gets instead; null for what it asks for.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>The most that a reservation grants.</summary>
    public long Most { get; set; } = long.MaxValue;

    /// <summary>What processes before this one left.</summary>
    public IReadOnlyList<UnsettledReservation> Left { get; set; } = [];

    /// <summary>The jobs whose bytes are held.</summary>
    public IReadOnlyCollection<QueryJobId> Held => [.. _held.Values];

    /// <summary>What was settled, in order.</summary>
    public IReadOnlyCollection<long> Settled => _settled;

    public Task<ByteReservation> ReserveAsync(TenantContext tenant, ReservationId id, QueryJobId job, long estimatedBytes, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
            return Task.FromException<ByteReservation>(Refusal);

        _held[id] = job;
        return Task.FromResult(new ByteReservation(id, Math.Min(estimatedBytes, Most)));
    }

    /// <summary>What every settlement gets instead; null for none.</summary>
    public Exception? Away { get; set; }

    /// <summary>What every settlement waits for; done by itself.</summary>
    public Func<Task> Delay { get; set; } = () => Task.CompletedTask;

    public async Task<bool> SettleAsync(TenantContext tenant, ReservationId id, long billedBytes, CancellationToken cancellationToken)
    {
        if (Away is not null)
            throw Away;

        await Delay().WaitAsync(cancellationToken);
        _settled.Enqueue(billedBytes);
        return _held.TryRemove(id, out _);
    }

    public Task<IReadOnlyList<UnsettledReservation>> UnsettledAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(Left);
}
