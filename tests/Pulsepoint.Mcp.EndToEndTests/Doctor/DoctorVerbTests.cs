using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Doctor;

internal sealed class DoctorVerbTests
{
    [Test]
    public async Task A_demo_is_well_for_scripts_and_for_people()
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        // Made by the tests, for everybody; where the database runs as another user, that one must pass through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(setting.State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        var json = await ToolProcess.RunAsync(setting, ["doctor", "--json"]);
        var text = await ToolProcess.RunAsync(setting, ["doctor"]);

        var report = Parse(json);
        json.ExitCode.Should().Be(0, string.Join('\n', json.Lines));
        report.GetProperty("well").GetBoolean().Should().BeTrue();
        Standing(report, "canary").Should().Be("well");
        text.ExitCode.Should().Be(0);
        text.Lines[^1].Should().StartWith("All is well");
        string.Join('\n', text.Lines).Should().NotContain("\e[");
    }

    [Test]
    public async Task A_folder_where_nothing_was_set_up_is_said_to_lack_a_key_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var setting = new ToolSetting { State = folder.Combine("state"), WorkingDirectory = folder.Path };

        var run = await ToolProcess.RunAsync(setting, ["doctor", "--json"]);

        var report = Parse(run);
        run.ExitCode.Should().Be(1);
        run.Errors.Should().BeEmpty();
        report.GetProperty("well").GetBoolean().Should().BeFalse();
        Standing(report, "key").Should().Be("wrong");
        Standing(report, "database").Should().Be("skipped");
        Directory.Exists(setting.State).Should().BeFalse();
    }

    [Test]
    public async Task A_setting_with_a_wrong_value_is_a_finding_and_not_the_end()
    {
        using var folder = new TemporaryFolder();
        var setting = new ToolSetting { State = folder.CreateFolder("state"), More = new Dictionary<string, string> { ["PULSEPOINT_LOG"] = "loud" } };

        var run = await ToolProcess.RunAsync(setting, ["doctor", "--json"]);

        run.ExitCode.Should().Be(1);
        Standing(Parse(run), "settings").Should().Be("wrong");
    }

    [Test]
    public async Task An_argument_too_many_is_wrong_usage()
    {
        using var folder = new TemporaryFolder();

        (await ToolProcess.RunAsync(new ToolSetting { State = folder.CreateFolder("state") }, ["doctor", "everything"])).ExitCode.Should().Be(2);
    }

    private static JsonElement Parse(ToolRun run)
    {
        using var document = JsonDocument.Parse(run.Lines.Single());
        return document.RootElement.Clone();
    }

    private static string? Standing(JsonElement report, string check) =>
        report.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == check).GetProperty("standing").GetString();
}
