using System.Security.Cryptography;

namespace Pulsepoint.Mcp.Postgres.Fetching;

/// <summary>A kind of checksum that Maven repositories publish beside a file.</summary>
internal sealed record ChecksumKind(string Suffix, Func<byte[], byte[]> Compute)
{
    /// <summary>
    /// Strongest first. MD5 is not among them: it proves nothing, and no repository has it alone. All of them come from
    /// the same place as the file, so they guard against damage and half downloads; TLS guards against forgery.
    /// </summary>
    public static readonly IReadOnlyList<ChecksumKind> StrongestFirst =
    [
        new(".sha512", SHA512.HashData),
        new(".sha256", SHA256.HashData),
#pragma warning disable CA5350 // The oldest artefacts have nothing better; still far more than a length check.
        new(".sha1", SHA1.HashData),
#pragma warning restore CA5350
    ];

    /// <summary>Some tools write the file's name behind the digits.</summary>
    public bool Matches(byte[] content, string published) =>
        Convert.ToHexString(Compute(content)).Equals(published.Trim().Split(' ', '\t')[0], StringComparison.OrdinalIgnoreCase);
}
