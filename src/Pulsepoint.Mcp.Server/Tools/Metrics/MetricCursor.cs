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
/// Where the next page begins. The query is run again, so a cursor is only good for the same query, key and data: pages
/// of different data, put together, would be a table that never was.
/// </summary>
internal sealed record MetricCursor(int Offset, string Fingerprint)
{
    private const int FingerprintBytes = 9;

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Offset}.{Fingerprint}")));

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static MetricCursor? Read(string? text)
    {
        if (text is null)
            return null;

        if (!Base64Url.IsValid(text))
            throw Invalid();

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var offset, var fingerprint]
            && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new MetricCursor(value, fingerprint)
            : throw Invalid();
    }

    public static RefusalException Invalid() => new(
        RefusalCode.CursorInvalid,
        "The cursor does not belong to this query, or the data have changed since.",
        "Send the query again without a cursor.");

    public static string FingerprintOf(TenantContext tenant, Provenance provenance)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("key", tenant.Key.Value);
            writer.WriteString("generation", provenance.Generation);
            MetricProvenance.Write(writer, provenance);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(SHA256.HashData(buffer.ToArray()).AsSpan(0, FingerprintBytes));
    }
}
