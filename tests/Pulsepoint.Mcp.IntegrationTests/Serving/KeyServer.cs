using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.IntegrationTests.Answers;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>The whole tool as one key of the demo has it: its settings, its container, its pipeline, its own pools.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private KeyServer(ServiceProvider services) => _services = services;

    public IReadOnlyList<PulsepointTool> Tools => [.. _services.GetServices<PulsepointTool>()];

    public static KeyServer Start(DemoTenantsFixture demo, string tenant, string key)
    {
        var environment = new Dictionary<string, string?>
        {
            ["PULSEPOINT_NOW"] = "2026-11-23T18:00:00Z",
            ["PULSEPOINT_LOG"] = "error",
            // A busy machine takes longer than an analyst waits.
            ["PULSEPOINT_ANSWER_SECONDS"] = "60",
            ["PULSEPOINT_API_KEY_FILE"] = demo.Keys(tenant).First(k => k.Name == key).File,
        };
        var state = demo.Services.GetRequiredService<StateFolder>().Root;
        return new KeyServer(ToolServices.Build(Settings.Load(state, environment.GetValueOrDefault)));
    }

    public Task<ToolCallOutcome> CallAsync(string tool, string arguments) =>
        _services.GetRequiredService<IMcpEndpoint>().CallAsync(tool, JsonElement.Parse(arguments), CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
