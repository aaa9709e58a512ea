namespace Pulsepoint.Mcp.Cli;

/// <summary>Says what was added, or that it was there.</summary>
internal static class Added
{
    public static async Task WriteAsync(string what, string id, bool isNew, bool asJson, CancellationToken cancellationToken)
    {
        if (!asJson)
        {
            await Console.Out.WriteLineAsync(isNew ? $"{id} added" : $"{id} is there already");
            return;
        }

        await JsonOutput.WriteAsync(
            json =>
            {
                json.WriteString(what, id);
                json.WriteBoolean("added", isNew);
            },
            cancellationToken);
    }
}
