using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>
/// Where the next page begins, signed. The question is asked again, so a cursor is only good for the same question, key and
/// data: pages of different data, put together, would be a list that never was.
/// </summary>
/// <param name="Position">What the tool finds its place by; nothing that a key may not see.</param>
/// <param name="Signature">Over the position, the key, the question and the data.</param>
internal sealed record PageCursor(string Position, string Signature)
{
    private const int SignatureBytes = 12;
    private const char Divider = '.';

    // Bound into the signing key, so that it is never the database's password, from which it comes.
    private static ReadOnlySpan<byte> Purpose => "pulsepoint-cursor-v1"u8;

    /// <param name="tenant">The key that asked: every process of it signs alike, and no other key does.</param>
    /// <param name="question">Writes the question and its data as members of an object.</param>
    /// <param name="position">What comes before it was shown.</param>
    public static PageCursor At(TenantContext tenant, Action<Utf8JsonWriter> question, string position) => new(position, Sign(tenant, question, position));

    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static PageCursor? Read(string? text) => text is null ? null : TryRead(text) ?? throw Invalid();

    /// <returns>Null for what is no cursor of this kind.</returns>
    public static PageCursor? TryRead(string text)
    {
        if (!Base64Url.IsValid(text))
            return null;

        var signed = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return signed.LastIndexOf(Divider) is var end and >= 0 ? new PageCursor(signed[..end], signed[(end + 1)..]) : null;
    }

    /// <summary>For an answer without pages: the cursor of an unfinished one was taken out before, and any other is none of its.</summary>
    /// <exception cref="RefusalException"><c>cursor_invalid</c>.</exception>
    public static void RefuseAny(ToolArguments arguments)
    {
        if (arguments.Text("cursor") is not null)
            throw Invalid();
    }

    public static RefusalException Invalid() => new(
        RefusalCode.CursorInvalid,
        "The cursor does not belong to this query, or the data have changed since.",
        "Send the query again without a cursor.");

    /// <exception cref="RefusalException"><c>cursor_invalid</c>: it is of another key, question or data, or was made up.</exception>
    public void RefuseUnlessOf(TenantContext tenant, Action<Utf8JsonWriter> question)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Signature), Encoding.UTF8.GetBytes(Sign(tenant, question, Position))))
            throw Invalid();
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Position + Divider + Signature));

    private static string Sign(TenantContext tenant, Action<Utf8JsonWriter> question, string position)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("position", position);
            writer.WriteString("key", tenant.Key.Value);
            question(writer);
            writer.WriteEndObject();
        }

        var key = HMACSHA256.HashData(Encoding.ASCII.GetBytes(tenant.Login.Password.Reveal()), Purpose);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, buffer.ToArray()).AsSpan(0, SignatureBytes));
    }
}
