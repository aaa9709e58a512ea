using System.Buffers.Binary;
using System.Text;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Outbox.Sealing;

/// <summary>Seals events, so that a backup or a synchronised folder shows none. Not against this user: their own key lies in the next folder.</summary>
internal sealed class PayloadKeys(SealingKeyRing ring)
{
    private const int GuidBytes = 16;

    public string CurrentId => ring.Current.Id;

    public IReadOnlyList<SealingKey> All { get; } = [ring.Current, .. ring.Older];

    public byte[] Seal(OutboxEvent outboxEvent) =>
        ring.Current.Seal(Bound(outboxEvent.Id, outboxEvent.Lane, outboxEvent.Tenant, outboxEvent.Key), outboxEvent.Json.Span);

    /// <summary>Null where the key is not here, or the row was changed.</summary>
    public byte[]? TryOpen(string keyId, EventId id, EventLane lane, TenantId tenant, KeyId key, byte[] payload) =>
        All.FirstOrDefault(k => k.Id == keyId)?.TryOpen(Bound(id, lane, tenant, key), payload);

    // With whose it is, so that a row that is given to another key does not open.
    private static byte[] Bound(EventId id, EventLane lane, TenantId tenant, KeyId key)
    {
        var bound = new byte[GuidBytes + sizeof(int) + GuidBytes + Encoding.UTF8.GetByteCount(tenant.Value)];
        id.Value.TryWriteBytes(bound, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bound.AsSpan(GuidBytes), (int)lane);
        key.Value.TryWriteBytes(bound.AsSpan(GuidBytes + sizeof(int)), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(tenant.Value, bound.AsSpan((GuidBytes * 2) + sizeof(int)));
        return bound;
    }
}
