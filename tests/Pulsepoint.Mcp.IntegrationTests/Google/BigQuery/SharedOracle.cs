using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The GoogleSQL server that every BigQuery of these tests runs its statements by.</summary>
[SetUpFixture]
internal sealed class SharedOracle
{
    private static GoogleSqlServer? s_server;

    public static GoogleSqlServer Server => s_server ?? throw new InvalidOperationException("It was not started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (GoogleSqlServer.Program is { } program && File.Exists(program))
        {
            s_server = await GoogleSqlServer.StartAsync(program);
            return;
        }

        const string Missing = "The GoogleSQL server is not installed: it needs Linux or macOS, and 'npm ci' in tests/tools.";

        // Where changes are judged it must be there; on a developer's machine the rest of the suite is worth running.
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.Inconclusive(Missing);
    }

    [OneTimeTearDown]
    public void Stop() => s_server?.Dispose();
}
