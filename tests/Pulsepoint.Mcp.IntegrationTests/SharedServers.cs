using NUnit.Framework;
using Pulsepoint.Mcp.IntegrationTests.Answers;
using Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests;

/// <summary>Ends what the whole run shares. The runner hides what a run prints at its end, so the tally also goes to a file that is named.</summary>
[SetUpFixture]
internal sealed class SharedServers
{
    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await TestContext.Progress.WriteLineAsync(AttackTally.Text);
        if (Environment.GetEnvironmentVariable("PULSEPOINT_ATTACK_TALLY") is { } file)
            await File.WriteAllTextAsync(file, AttackTally.Text + Environment.NewLine);

        SharedOracle.Stop();
        await DemoTenantsFixture.StopSharedAsync();
        await PostgresServer.StopSharedAsync();
    }
}
