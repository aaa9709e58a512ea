using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>What a new key may do, by the name of a role or by the names of permissions.</summary>
internal static class KeyPermissions
{
    private const string DefaultRole = "analyst";

    public static Permissions Parse(string? role, string[] names)
    {
        if (role is not null && names.Length > 0)
            throw new UsageException("--role and --permission exclude each other.", "Name a role, or every permission.");

        return names.Length > 0 ? names.Select(One).Aggregate((all, one) => all | one) : OfRole(role ?? DefaultRole);
    }

    private static Permissions OfRole(string role) => RolePresets.Find(role)
        ?? throw new UsageException("--role is not one of the roles.", $"Use one of {string.Join(", ", RolePresets.Names)}.");

    private static Permissions One(string name) => PermissionNames.TryParse(name, out var permission)
        ? permission
        : throw new UsageException("--permission is not one of the permissions.", $"Use one of {string.Join(", ", PermissionNames.All)}; repeat it for more.");
}
