using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Runs the generator's SQL, which lies in <c>Demo/Sql</c> and travels in this assembly.</summary>
internal static class DemoScript
{
    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    public static void Run(DuckDBConnection connection, string name, CancellationToken cancellationToken, params ReadOnlySpan<DuckDBParameter> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = s_texts.GetOrAdd(name, Read);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);

        InterruptibleCommand.Execute(command, cancellationToken);
    }

    private static string Read(string name)
    {
        using var stream = typeof(DemoScript).Assembly.GetManifestResourceStream($"Demo/Sql/{name}.sql")
            ?? throw new ArgumentException($"There is no script '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
