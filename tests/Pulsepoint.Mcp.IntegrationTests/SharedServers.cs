using NUnit.Framework;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests;

/// <summary>Ends what the whole run shares.</summary>
[SetUpFixture]
internal sealed class SharedServers
{
    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await TestContext.Progress.WriteLineAsync(AttackTally.Text);
        await PostgresServer.StopSharedAsync();
    }
}
