using NUnit.Framework;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests;

/// <summary>Ends what the whole run shares.</summary>
[SetUpFixture]
internal sealed class SharedServers
{
    [OneTimeTearDown]
    public Task StopAsync() => PostgresServer.StopSharedAsync();
}
