namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>A brand within one tenant, by its slug: <c>luma-skin</c>. Two tenants may use the same slug.</summary>
public readonly record struct BrandId
{
    private BrandId(string value) => Value = value;

    public string Value { get; }

    public static BrandId Parse(string text) =>
        TryParse(text, out var brand) ? brand : throw new FormatException("A brand is a slug of lower-case letters, digits and dashes, like 'luma-skin'.");

    public static bool TryParse(string? text, out BrandId brand)
    {
        var valid = Slug.IsValid(text);
        brand = valid ? new BrandId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
