using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The list as one JSON object, for scripts.</summary>
internal static class KeyListJson
{
    public static async Task WriteAsync(TenantId tenant, IReadOnlyList<ListedKey> keys, Stream output, CancellationToken cancellationToken)
    {
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("tenant", tenant.Value);
            json.WriteStartArray("keys");
            foreach (var key in keys)
                Write(json, key);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, ListedKey key)
    {
        json.WriteStartObject();
        json.WriteString("jti", key.Key.ToString());
        json.WriteString("user", key.User.ToString());
        json.WriteString("name", key.UserName);
        json.WriteString("email", key.UserEmail);
        json.WriteTexts("permissions", PermissionNames.Of(key.Permissions));
        if (key.Brands.IsAll)
            json.WriteString("brands", "*");
        else
            json.WriteTexts("brands", key.Brands.Named.Select(b => b.Value));

        json.WriteString("note", key.Note);
        json.WriteString("created", InstantPattern.ExtendedIso.Format(key.CreatedAt));
        json.WriteString("expires", InstantPattern.ExtendedIso.Format(key.ExpiresAt));
        json.WriteString("revoked", key.RevokedAt is { } revoked ? InstantPattern.ExtendedIso.Format(revoked) : null);
        json.WriteString("replaced_by", key.ReplacedBy?.ToString());
        json.WriteString("state", key.State.Name());
        json.WriteEndObject();
    }
}
