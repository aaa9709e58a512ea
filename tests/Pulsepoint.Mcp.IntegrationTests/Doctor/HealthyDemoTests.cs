using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.IntegrationTests.Answers;

namespace Pulsepoint.Mcp.IntegrationTests.Doctor;

internal sealed class HealthyDemoTests
{
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromMinutes(2);

    [TestCase("aurora", "analyst")]
    [TestCase("borealis", "admin")]
    [TestCase("aurora", "luma-only")]
    public async Task All_is_well_with_a_demo_that_runs(string tenant, string key)
    {
        var demo = await DemoTenantsFixture.SharedAsync();
        var state = demo.Services.GetRequiredService<StateFolder>();
        var environment = new Dictionary<string, string?>
        {
            ["PULSEPOINT_NOW"] = "2026-11-23T18:00:00Z",
            ["PULSEPOINT_API_KEY_FILE"] = demo.Keys(tenant).Single(k => k.Name == key).File,
        };

        var diagnosis = await Visit.RunAsync(state.Root, environment.GetValueOrDefault, state.Root, s_longestCheck, CancellationToken.None);

        diagnosis.Checks.Where(c => c.Finding.Standing is Standing.Wrong or Standing.Warning).Should().BeEmpty();
        diagnosis.With(Standing.Skipped).Should().BeSubsetOf(["client_config", "operators"]);
    }
}
