using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Metrics.Results;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

/// <summary>
/// Where the next page begins, signed. The query is run again, so a cursor is only good for the same query, key and data:
/// pages of different data, put together, would be a table that never was.
/// </summary>
internal sealed record MetricCursor(int Offset, string Signature)
{
    private const int SignatureBytes = 12;

    // Bound into the signing key, so that it is never the database's password, from which it comes.
    private static ReadOnlySpan<byte> Purpose => "pulsepoint-cursor-v1"u8;

    /// <param name="tenant">The key that asked: every process of it signs alike, and no other key does.</param>
    /// <param name="provenance">The query and its data.</param>
    /// <param name="offset">How many rows came before.</param>
    public static MetricCursor At(TenantContext tenant, Provenance provenance, int offset) => new(offset, Sign(tenant, provenance, offset));

    public bool IsOf(TenantContext tenant, Provenance provenance) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Signature), Encoding.ASCII.GetBytes(Sign(tenant, provenance, Offset)));

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Offset}.{Signature}")));

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static MetricCursor? Read(string? text)
    {
        if (text is null)
            return null;

        if (!Base64Url.IsValid(text))
            throw Invalid();

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var offset, var signature]
            && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new MetricCursor(value, signature)
            : throw Invalid();
    }

    public static RefusalException Invalid() => new(
        RefusalCode.CursorInvalid,
        "The cursor does not belong to this query, or the data have changed since.",
        "Send the query again without a cursor.");

    private static string Sign(TenantContext tenant, Provenance provenance, int offset)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("offset", offset);
            writer.WriteString("key", tenant.Key.Value);
            writer.WriteString("generation", provenance.Generation);
            MetricProvenance.Write(writer, provenance);
            writer.WriteEndObject();
        }

        var key = HMACSHA256.HashData(Encoding.ASCII.GetBytes(tenant.Login.Password.Reveal()), Purpose);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, buffer.ToArray()).AsSpan(0, SignatureBytes));
    }
}
