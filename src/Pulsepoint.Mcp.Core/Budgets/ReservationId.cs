using System.Security.Cryptography;
using System.Text;

namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>A reservation of bytes for one job. It follows from the job's id: whoever reserves for the same job again has the same reservation.</summary>
public readonly record struct ReservationId(Guid Value)
{
    // UUID version 8: a hash in the shape of a UUID.
    private const byte Version = 0x80;
    private const byte Variant = 0x80;

    public static ReservationId Of(QueryJobId job)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(job.Value), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | Version);
        hash[8] = (byte)((hash[8] & 0x3F) | Variant);
        return new ReservationId(new Guid(hash[..16], bigEndian: true));
    }

    public override string ToString() => Value.ToString();
}
