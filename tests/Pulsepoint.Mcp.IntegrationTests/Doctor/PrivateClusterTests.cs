using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.IntegrationTests.Clusters;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.IntegrationTests.Doctor;

/// <summary>Whoever only looks starts no database.</summary>
internal sealed class PrivateClusterTests
{
    private static readonly EmbeddedClusterOptions s_onlyLooking = new() { StartsServer = false };

    [Test]
    public async Task A_database_that_does_not_run_is_not_started_and_one_that_runs_is_shared()
    {
        await using var scene = new ClusterScene();
        await using (await scene.CreateOrAttachAsync())
        {
            await using var looking = await scene.Cluster(s_onlyLooking).AttachAsync(CancellationToken.None);
            looking.Address.Should().StartWith("postgresql://");
        }

        await scene.Cluster(s_onlyLooking).Invoking(c => c.AttachAsync(CancellationToken.None)).Should()
            .ThrowAsync<RefusalException>().WithMessage("*does not run*");

        scene.ServerProcess.Should().BeNull();
    }
}
