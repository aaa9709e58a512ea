using NUnit.Framework;
using Pulsepoint.Mcp.GoogleSqlTests.Facts;
using Pulsepoint.Mcp.Testing.Google.GoogleSql;

namespace Pulsepoint.Mcp.GoogleSqlTests;

/// <summary>The server and the facts that every test asks about. Without the server nothing can be said, and that is said.</summary>
[SetUpFixture]
internal sealed class SharedOracle
{
    private static GoogleSqlServer? s_server;

    public static GoogleSqlOracle Oracle { get; private set; } = null!; // made in OneTimeSetUp, as are the facts

    public static GoogleSqlServer Server => s_server ?? throw new InvalidOperationException("It was not started.");

    public static SeededFacts Facts { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        // Its makers build it for Linux and macOS only: elsewhere nothing was tried, so nothing passed.
        if (GoogleSqlServer.Program is not { } program)
        {
            Assert.Inconclusive("There is no GoogleSQL server for this platform: these tests need Linux or macOS.");
            return;
        }

        if (!File.Exists(program))
        {
            const string Missing = "The GoogleSQL server is not installed: run 'npm ci' in tests/tools.";

            // Where changes are judged it must be there; on a developer's machine the rest of the suite is worth running.
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Inconclusive(Missing);
        }

        Facts = new SeededFacts();
        s_server = await GoogleSqlServer.StartAsync(program);
        Oracle = new GoogleSqlOracle(s_server.Client, Facts.Tables(Questions.Dataset));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        s_server?.Dispose();
        Facts?.Dispose();
    }
}
