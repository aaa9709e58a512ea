using Pulsepoint.Mcp.Benchmarks.Outbox;
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
        case ["outbox"]:
            await OutboxPace.RunAsync();
            return 0;
        default:
            await Console.Error.WriteLineAsync("Name what to measure: walls, logins, outbox");
            return 2;
    }
}
finally
{
    await PostgresServer.StopSharedAsync();
}
