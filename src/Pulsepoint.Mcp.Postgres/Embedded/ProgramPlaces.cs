namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>Where server programs may lie, best first: the folder that was named, the search path, the system's folders, the fetched bundle.</summary>
/// <param name="ExplicitFolder">When given, the only place.</param>
/// <param name="SearchPath">As in PATH.</param>
/// <param name="System">Where this operating system's packages put them.</param>
/// <param name="Bundle">Where fetched programs are unpacked.</param>
internal sealed record ProgramPlaces(string? ExplicitFolder, string? SearchPath, IReadOnlyList<SystemPlace> System, string Bundle)
{
    public IEnumerable<ServerPrograms> Programs() => Folders().Select(folder => new ServerPrograms(folder)).Where(programs => programs.AreComplete);

    private IEnumerable<string> Folders()
    {
        if (!string.IsNullOrWhiteSpace(ExplicitFolder))
            return [Path.GetFullPath(ExplicitFolder)];

        // A relative entry of the search path would depend on the folder that the client happened to stand in.
        var onPath = (SearchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified);
        return onPath.Concat(System.SelectMany(place => place.Folders())).Append(Path.Combine(Bundle, "bin"));
    }
}
