using System.Text.Json;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>The claims of a key, read to the words of Core. Names and shapes are pinned: issued keys live for a year.</summary>
internal static class KeyClaims
{
    public const string Issuer = "pulsepoint";
    public const string Audience = "pulsepoint-mcp";

    private const string EveryBrand = "*";

    /// <summary>Called for a token whose signature holds.</summary>
    /// <exception cref="FormatException">With the reason in one sentence.</exception>
    public static KeyGrant Read(JsonElement claims) => new()
    {
        Key = new KeyId(Id(claims, "jti")),
        Tenant = TenantId.TryParse(Text(claims, "tid"), out var tenant) ? tenant : throw Wrong("tid"),
        TenantName = Text(claims, "tname"),
        User = new UserId(Id(claims, "sub")),
        UserName = Text(claims, "name"),
        Permissions = PermissionsOf(claims),
        Brands = BrandsOf(claims),
        IssuedAt = Time(claims, "iat"),
        ExpiresAt = Time(claims, "exp"),
    };

    public static Instant NotBefore(JsonElement claims) => Time(claims, "nbf");

    /// <summary>The payload that says what the grant says.</summary>
    public static string Write(KeyGrant grant)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", Issuer);
            writer.WriteString("aud", Audience);
            writer.WriteString("jti", grant.Key.Value);
            writer.WriteString("tid", grant.Tenant.Value);
            writer.WriteString("tname", grant.TenantName);
            writer.WriteString("sub", grant.User.Value);
            writer.WriteString("name", grant.UserName);
            writer.WriteTexts("perms", PermissionNames.Of(grant.Permissions));
            if (grant.Brands.IsAll)
                writer.WriteString("brands", EveryBrand);
            else
                writer.WriteTexts("brands", grant.Brands.Named.Select(b => b.Value));

            writer.WriteNumber("iat", grant.IssuedAt.ToUnixTimeSeconds());
            writer.WriteNumber("nbf", grant.IssuedAt.ToUnixTimeSeconds());
            writer.WriteNumber("exp", grant.ExpiresAt.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A permission that this version does not know is left out: it can only grant what is not here yet.</summary>
    private static Permissions PermissionsOf(JsonElement claims) => Texts(claims, "perms")
        .Aggregate(Permissions.None, (all, name) => PermissionNames.TryParse(name, out var one) ? all | one : all);

    private static BrandScope BrandsOf(JsonElement claims)
    {
        if (claims.TryGetProperty("brands", out var brands) && brands.ValueKind is JsonValueKind.String)
            return brands.ValueEquals(EveryBrand) ? BrandScope.All : throw Wrong("brands");

        return BrandScope.Of(Texts(claims, "brands").Select(text => BrandId.TryParse(text, out var brand) ? brand : throw Wrong("brands")));
    }

    private static string Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong(name);

    private static Guid Id(JsonElement claims, string name) => Guid.TryParseExact(Text(claims, name), "D", out var id) ? id : throw Wrong(name);

    private static List<string> Texts(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var values) || values.ValueKind is not JsonValueKind.Array)
            throw Wrong(name);

        return [.. values.EnumerateArray().Select(v => v.ValueKind is JsonValueKind.String ? v.GetString()! : throw Wrong(name))];
    }

    private static Instant Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= uint.MaxValue
            ? Instant.FromUnixTimeSeconds(seconds)
            : throw Wrong(name);

    private static FormatException Wrong(string claim) => new($"The API key's claim \"{claim}\" is missing or has a wrong form.");
}
