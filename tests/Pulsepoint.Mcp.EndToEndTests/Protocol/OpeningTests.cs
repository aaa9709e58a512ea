using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Protocol;

internal sealed class OpeningTests
{
    [Test]
    public async Task Initialize_is_answered_in_the_clients_version()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["serve"], [.. Era.Handshake.Opening]);

        var result = run.Result(1);
        result.GetProperty("protocolVersion").GetString().Should().Be(Era.Handshake.Version);
        result.GetProperty("serverInfo").GetProperty("version").GetString().Should().NotBeNullOrEmpty();
        run.ExitCode.Should().Be(0);
    }

    [Test]
    public async Task Discover_lists_the_stateless_version()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["serve"], [.. Era.Stateless.Opening]);

        var result = run.Result(1);
        result.GetProperty("supportedVersions").EnumerateArray().Select(v => v.GetString()).Should().Contain(Era.Stateless.Version);
        result.GetProperty("resultType").GetString().Should().Be("complete");
        run.ExitCode.Should().Be(0);
    }

    [Test]
    public async Task Without_arguments_the_tool_serves()
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, [], [.. Era.Handshake.Opening]);

        run.Result(1).ValueKind.Should().Be(JsonValueKind.Object);
    }

    [TestCaseSource(typeof(Era), nameof(Era.All))]
    public async Task Without_a_key_only_setup_status_is_listed(Era era)
    {
        using var state = new TemporaryFolder();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = state.Path }, ["serve"], [.. era.Opening, era.ListTools(2)]);

        var tools = run.Result(2).GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("name").GetString());
        tools.Should().Equal("setup_status");
    }
}
