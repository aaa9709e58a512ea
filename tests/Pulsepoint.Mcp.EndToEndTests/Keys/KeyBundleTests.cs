using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Keys;

/// <summary>One file is all that an analyst's machine needs.</summary>
internal sealed class KeyBundleTests
{
    [Test]
    public async Task A_bundle_alone_makes_an_empty_machine_answer()
    {
        using var folder = new TemporaryFolder();
        var elsewhere = new ToolSetting { State = folder.CreateFolder("state"), ApiKeyFile = await BundleAsync(folder) };
        // Holds the embedded database, which with an address of its own is not started.
        await using var server = await HoldAsync();

        var call = await ToolProcess.RunAsync(elsewhere, ["call", "list_brands"]);
        var shown = await ToolProcess.RunAsync(elsewhere with { ApiKeyFile = null }, ["key", "show", elsewhere.ApiKeyFile!]);

        call.ExitCode.Should().Be(0, call.Errors);
        call.Lines.Single().Should().Contain("luma-skin");
        shown.Lines.Should().Contain("state        live");
    }

    [Test]
    public async Task What_the_settings_name_wins_over_the_bundle()
    {
        using var folder = new TemporaryFolder();
        var setting = new ToolSetting
        {
            State = folder.CreateFolder("state"),
            ApiKeyFile = await BundleAsync(folder),
            Database = "postgresql://127.0.0.1:1/pulsepoint",
        };

        var call = await ToolProcess.RunAsync(setting, ["call", "list_brands"]);

        call.ExitCode.Should().Be(1);
        call.Errors.Should().Contain("source_unavailable");
    }

    [Test]
    public async Task A_file_that_is_there_is_not_overwritten_and_a_damaged_one_has_its_own_sentence()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("there.json");
        await File.WriteAllTextAsync(file, "{");
        var setting = await DemoState.AsAsync("aurora", "analyst");

        var bundle = await ToolProcess.RunAsync(setting, ["key", "bundle", setting.ApiKeyFile!, "--out", file]);
        var call = await ToolProcess.RunAsync(new ToolSetting { State = folder.CreateFolder("state"), ApiKeyFile = file }, ["call", "list_brands"]);

        bundle.ExitCode.Should().Be(2);
        (await File.ReadAllTextAsync(file)).Should().Be("{");
        call.ExitCode.Should().Be(4);
        call.Errors.Should().Contain("key_invalid").And.Contain("The bundle is damaged.");
    }

    private static async Task<string> BundleAsync(TemporaryFolder folder)
    {
        var file = folder.Combine("bundle.json");
        var setting = (await DemoState.AsAsync("aurora", "analyst")) with { Database = (await DemoState.ReportAsync()).GetProperty("database").GetString() };
        await using var server = await HoldAsync();

        var run = await ToolProcess.RunAsync(setting, ["key", "bundle", setting.ApiKeyFile!, "--out", file]);

        run.ExitCode.Should().Be(0, run.Errors);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        run.Lines.Single().Should().Contain(setting.Database!).And.NotContain(await File.ReadAllTextAsync(setting.ApiKeyFile!));
        return file;
    }

    /// <summary>A server of the demo's state that has answered one call.</summary>
    private static async Task<ToolProcess> HoldAsync()
    {
        var server = ToolProcess.Start(await DemoState.AsAsync("aurora", "analyst"), "serve");
        foreach (var line in Era.Handshake.Opening)
            await server.WriteLineAsync(line);
        await server.ReadLineAsync();
        await server.WriteLineAsync(Era.Handshake.CallTool(2, "list_brands"));
        await server.ReadLineAsync();
        return server;
    }
}
