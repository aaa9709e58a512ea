using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>Which feature of a room may use which other. A feature is a namespace below the root; a feature of its own may lie inside another.</summary>
internal static class FeatureRule
{
    public static IReadOnlyList<string> Violations(Assembly assembly, string root, IReadOnlyDictionary<string, string[]> allowed)
    {
        var types = new ArchLoader().LoadAssembly(assembly).Build().Types
            .Where(t => t.Namespace.FullName.StartsWith(root + ".", StringComparison.Ordinal))
            .ToList();

        return
        [
            .. types
                .SelectMany(type => Violations(type, root, allowed))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Violations(IType type, string root, IReadOnlyDictionary<string, string[]> allowed)
    {
        if (FeatureOf(type, root, allowed) is not { } own)
            return [$"{type.Namespace.FullName[(root.Length + 1)..]} is a feature that the map does not know"];

        return
            from dependency in type.Dependencies
            let target = dependency.Target
            where target.Namespace is not null // what the compiler makes for itself has none
            where target.Namespace.FullName.StartsWith(root + ".", StringComparison.Ordinal)
            let feature = FeatureOf(target, root, allowed)
            where feature is not null && feature != own && !allowed[own].Contains(feature)
            select $"{own} may not use {feature}: {type.Name} → {target.Name}";
    }

    // The longest name wins, so that Metrics.Sql can have rules of its own beside Metrics.
    private static string? FeatureOf(IType type, string root, IReadOnlyDictionary<string, string[]> allowed)
    {
        var name = type.Namespace.FullName[(root.Length + 1)..] + ".";
        return allowed.Keys.Where(f => name.StartsWith(f + ".", StringComparison.Ordinal)).MaxBy(f => f.Length);
    }
}
