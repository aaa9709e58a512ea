namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>
/// An organisation, by its slug: <c>aurora</c>. The slug names folders, datasets and topics, so its shape is checked
/// here once: lower-case letters, digits and single dashes, at most 40 characters.
/// </summary>
public readonly record struct TenantId
{
    private TenantId(string value) => Value = value;

    public string Value { get; }

    public static TenantId Parse(string text) =>
        TryParse(text, out var tenant) ? tenant : throw new FormatException("A tenant is a slug of lower-case letters, digits and dashes, like 'aurora'.");

    public static bool TryParse(string? text, out TenantId tenant)
    {
        var valid = Slug.IsValid(text);
        tenant = valid ? new TenantId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
