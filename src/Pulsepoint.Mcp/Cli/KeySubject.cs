using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Whom a new key is for and which brands it sees, as they are named on a command line.</summary>
internal static class KeySubject
{
    // As the database bounds it.
    private const int MaxNote = 200;

    public static UserDescription FindUser(TenantDescription tenant, string text) =>
        tenant.Users.FirstOrDefault(u => u.User.ToString() == text || string.Equals(u.Email, text, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException("--user names nobody in that organisation.", "Use the person's id or e-mail address.");

    public static BrandScope BrandsOf(TenantDescription tenant, IReadOnlyList<string> slugs)
    {
        if (slugs.Count == 0)
            return BrandScope.All;

        if (slugs.FirstOrDefault(s => tenant.Brands.All(b => b.Id.Value != s)) is not null)
            throw new UsageException("--brand names no brand of that organisation.", $"Its brands: {string.Join(", ", tenant.Brands.Select(b => b.Id))}.");

        return BrandScope.Of(slugs.Select(BrandId.Parse));
    }

    public static string? NoteOf(string? text) => text is null or { Length: <= MaxNote }
        ? text
        : throw new UsageException($"--note is longer than {MaxNote} characters.", "Say it shorter.");
}
