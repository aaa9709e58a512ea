namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>The one shape of names that become part of paths, logins and datasets.</summary>
internal static class Slug
{
    private const int MaxLength = 40;

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length is 0 or > MaxLength || text[0] == '-' || text[^1] == '-')
            return false;

        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
                return false;
        }

        return !text.Contains("--", StringComparison.Ordinal);
    }
}
