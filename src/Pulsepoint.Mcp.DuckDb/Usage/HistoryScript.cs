namespace Pulsepoint.Mcp.DuckDb.Usage;

/// <summary>The statements of the history, whole.</summary>
internal static class HistoryScript
{
    public static string Read(string name)
    {
        using var stream = typeof(HistoryScript).Assembly.GetManifestResourceStream($"Usage/Sql/{name}.sql")
            ?? throw new InvalidOperationException($"The statement {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
