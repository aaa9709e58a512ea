using System.Globalization;
using Pulsepoint.Mcp.Benchmarks.Alerts;
using Pulsepoint.Mcp.Benchmarks.Google;
using Pulsepoint.Mcp.Benchmarks.Metrics;
using Pulsepoint.Mcp.Benchmarks.Outbox;
using Pulsepoint.Mcp.Benchmarks.Tenancy;
using Pulsepoint.Mcp.Benchmarks.Usage;
using Pulsepoint.Mcp.Testing;

try
{
    switch (args)
    {
        case ["walls"]:
            await WallRatios.RunAsync();
            return 0;
        case ["logins"]:
            await LoginScale.RunAsync();
            return 0;
        case ["metrics", var folder, var scale] when int.TryParse(scale, CultureInfo.InvariantCulture, out var times):
            await using (var state = await DemoState.OpenAsync(Path.GetFullPath(folder), times))
            {
                await DashboardScale.RunAsync(state);
                await QueryCost.RunAsync(state);
            }

            return 0;
        case ["pubsub"]:
            await PubSubTimes.RunAsync();
            return 0;
        case ["outbox"]:
            await OutboxPace.RunAsync();
            return 0;
        case ["usage", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var questions):
            await WhoAskedWhat.RunAsync(questions);
            return 0;
        case ["alerts"]:
            await AlertTimes.RunAsync();
            return 0;
        default:
            await Console.Error.WriteLineAsync("Name what to measure: walls, logins, pubsub, outbox, alerts, usage QUESTIONS, or metrics FOLDER SCALE");
            return 2;
    }
}
finally
{
    await PostgresServer.StopSharedAsync();
}
