using System.Reflection;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>A vendor's room shows how it is registered, readied early and set, and nothing else: its work is reached through ports.</summary>
internal static class ExportRule
{
    private const string Registration = "AddPulsepoint";
    private const string WarmUp = "WarmUpPulsepoint";
    private const string Options = "Options";

    public static IReadOnlyList<string> Violations(IEnumerable<Type> exported) =>
        [.. exported.Where(t => !IsOptions(t) && !IsRegistration(t)).Select(t => t.FullName!).Order(StringComparer.Ordinal)];

    private static bool IsOptions(Type type) => type.Name.EndsWith(Options, StringComparison.Ordinal);

    private static bool IsRegistration(Type type)
    {
        var methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var isStatic = type is { IsAbstract: true, IsSealed: true };

        return isStatic && methods.Length > 0 && methods.All(IsRegistration);
    }

    private static bool IsRegistration(MethodInfo method) =>
        method.Name.StartsWith(Registration, StringComparison.Ordinal)
        || (method.Name.StartsWith(WarmUp, StringComparison.Ordinal) && method.ReturnType == typeof(void) && method.GetParameters().Length == 0);
}
