using System.Xml.Linq;

namespace Pulsepoint.Mcp.Tests.Architecture;

/// <summary>
/// What each project may refer to, read from the project files: a reference that is declared but not used yet is already
/// a hole in a wall, and the compiled code would not show it.
/// </summary>
internal static class ProjectRule
{
    private const string Core = "Pulsepoint.Mcp.Core";
    private const string Tool = "Pulsepoint.Mcp";

    // A room's packages stay its own: their types cannot be named where only the room is referred to.
    private const string Private = "compile;contentfiles;build;analyzers";

    private static readonly Dictionary<string, Room> s_rooms = new(StringComparer.Ordinal)
    {
        [Core] = new([], ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "NodaTime"], IsVendor: false),
        ["Pulsepoint.Mcp.Server"] = new([Core], ["ModelContextProtocol", "Microsoft.ML.Tokenizers", "Microsoft.ML.Tokenizers.Data.O200kBase", "System.IdentityModel.Tokens.Jwt"], IsVendor: true),
        ["Pulsepoint.Mcp.Postgres"] = new([Core], ["Dapper", "Dapper.AOT", "dbup-postgresql", "MysticMind.PostgresEmbed", "Npgsql", "Polly.Core"], IsVendor: true),
        ["Pulsepoint.Mcp.DuckDb"] = new([Core], ["DuckDB.NET.Data.Full"], IsVendor: true),
        ["Pulsepoint.Mcp.Google"] = new([Core], ["Google.Apis", "Google.Apis.Auth", "Google.Protobuf", "Grpc.Net.Client", "Grpc.Tools", "Polly.Core"], IsVendor: true),
        ["Pulsepoint.Mcp.Outbox"] = new([Core], ["Microsoft.Data.Sqlite"], IsVendor: true),
        [Tool] = new(
            [Core, "Pulsepoint.Mcp.DuckDb", "Pulsepoint.Mcp.Google", "Pulsepoint.Mcp.Outbox", "Pulsepoint.Mcp.Postgres", "Pulsepoint.Mcp.Server"],
            ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging", "Polly.Core", "Spectre.Console", "System.CommandLine"],
            IsVendor: false),
    };

    /// <summary>The rooms that hold a vendor's packages.</summary>
    public static IEnumerable<string> VendorRooms => s_rooms.Where(r => r.Value.IsVendor).Select(r => r.Key);

    public static IReadOnlyList<string> Violations(SourceTree tree)
    {
        var projects = tree.Files
            .Where(f => f.Key.StartsWith("src/", StringComparison.Ordinal) && f.Key.EndsWith(".csproj", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f.Key), f => XDocument.Parse(f.Value), StringComparer.Ordinal);

        return
        [
            .. projects.Keys.Except(s_rooms.Keys).Select(name => $"{name}: not in the map of rooms"),
            .. s_rooms.Keys.Except(projects.Keys).Select(name => $"{name}: in the map of rooms, but gone"),
            .. projects.Where(p => s_rooms.ContainsKey(p.Key)).SelectMany(p => Violations(p.Key, p.Value, s_rooms[p.Key])),
        ];
    }

    private static IEnumerable<string> Violations(string name, XDocument project, Room room)
    {
        var references = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(Included(r)));
        var packages = project.Descendants("PackageReference").ToList();

        foreach (var difference in Differences(references, room.Projects))
            yield return $"{name}: project {difference}";
        foreach (var difference in Differences(packages.Select(Included), room.Packages))
            yield return $"{name}: package {difference}";
        foreach (var package in packages.Where(p => room.IsVendor && p.Attribute("PrivateAssets")?.Value != Private))
            yield return $"{name}: package {Included(package)} leaks its types, PrivateAssets must be '{Private}'";
    }

    private static IEnumerable<string> Differences(IEnumerable<string> found, string[] allowed)
    {
        var all = found.ToList();
        return all.Except(allowed).Select(f => f + " is not allowed").Concat(allowed.Except(all).Select(a => a + " is missing"));
    }

    private static string Included(XElement reference) => reference.Attribute("Include")?.Value.Replace('\\', '/') ?? "";

    private sealed record Room(string[] Projects, string[] Packages, bool IsVendor);
}
