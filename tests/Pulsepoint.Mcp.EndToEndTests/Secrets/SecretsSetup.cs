using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>
/// Once for every test here: a shop's token is kept, and a server runs that was given all its secrets by its environment. It
/// was the first, so the database is its child.
/// </summary>
[SetUpFixture]
internal sealed class SecretsSetup
{
    private static readonly string[] s_place = ["--tenant", "aurora", "--brand", "luma-skin", "--source", "shopify", "--name", "grepped_token"];

    private static ToolProcess? s_server;

    public static KnownSecret ShopToken { get; } = new("the shop's token", "shpat_" + Guid.NewGuid().ToString("N"));

    public static KnownSecret PlatformPassword { get; } = new("the platform's password", "platform-" + Guid.NewGuid().ToString("N"));

    public static ToolProcess Server => s_server ?? throw new InvalidOperationException("It is started before the first test.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        var kept = await ToolProcess.RunAsync(setting with { ApiKeyFile = null }, ["secrets", "set", .. s_place], ShopToken.Text);
        kept.ExitCode.Should().Be(0, kept.Errors);

        var given = GreppedTool.With(setting with { ApiKeyFile = null }, "PULSEPOINT_API_KEY", await File.ReadAllTextAsync(setting.ApiKeyFile!)); // a demo key has a file
        given = GreppedTool.With(given, "PULSEPOINT_PLATFORM_DATABASE", $"postgresql://pp_platform:{PlatformPassword.Text}@127.0.0.1:1/pulsepoint");
        s_server = ToolProcess.Start(GreppedTool.Talkative(given), "serve");
        foreach (var line in Era.Handshake.Opening)
            await s_server.WriteLineAsync(line);
        await s_server.ReadLineAsync();
        await AskAsync();
    }

    /// <summary>After this, the server has a session at the database: one that is not used is given up after a while.</summary>
    public static async Task AskAsync()
    {
        await Server.WriteLineAsync(Era.Handshake.CallTool(2, "list_brands"));
        (await Server.ReadLineAsync()).Should().Contain("luma-skin");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        var setting = (await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null };
        if (s_server is not null)
        {
            s_server.EndInput();
            var said = await s_server.FinishAsync();
            await s_server.DisposeAsync();
            new SecretGrep([.. StateSecrets.Of(setting.State), ShopToken, PlatformPassword]).ShouldFindNothingIn(said.Errors, "stderr of the server that ran all the time");
        }

        await ToolProcess.RunAsync(setting, ["secrets", "remove", .. s_place]);
    }
}
