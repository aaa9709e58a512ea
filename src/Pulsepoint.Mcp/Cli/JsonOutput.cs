using System.Text.Json;

namespace Pulsepoint.Mcp.Cli;

/// <summary>One JSON object on a line of standard output, for scripts.</summary>
internal static class JsonOutput
{
    public static async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var output = Console.OpenStandardOutput();
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
