using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The GoogleSQL server that every BigQuery of these tests runs its statements by; started by the first that asks, ended with the run.</summary>
internal static class SharedOracle
{
    private static readonly Lazy<GoogleSqlServer> s_server = new(Start);

    public static GoogleSqlServer Server => s_server.Value;

    public static void Stop()
    {
        if (s_server.IsValueCreated)
            s_server.Value.Dispose();
    }

    private static GoogleSqlServer Start()
    {
        if (GoogleSqlServer.Program is { } program && File.Exists(program))
            return Task.Run(() => GoogleSqlServer.StartAsync(program)).GetAwaiter().GetResult();

        const string Missing = "The GoogleSQL server is not installed: it needs Linux or macOS, and 'npm ci' in tests/tools.";

        // Where changes are judged it must be there; on a developer's machine the rest of the suite is worth running.
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        throw new InconclusiveException(Missing);
    }
}
