using Pulsepoint.Mcp.Benchmarks.Google;
using Pulsepoint.Mcp.Benchmarks.Tenancy;
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
        case ["pubsub"]:
            await PubSubTimes.RunAsync();
            return 0;
        default:
            await Console.Error.WriteLineAsync("Name what to measure: walls, logins, pubsub");
            return 2;
    }
}
finally
{
    await PostgresServer.StopSharedAsync();
}
