using System.Runtime.Versioning;
using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Demo;

/// <summary>What scripts rely on in the one JSON object that <c>demo --json</c> prints.</summary>
internal sealed class DemoReportTests
{
    [Test]
    public async Task The_demo_tenants_and_their_keys_are_listed()
    {
        var report = await DemoState.ReportAsync();

        var keys = report.GetProperty("tenants").EnumerateArray().ToDictionary(
            tenant => tenant.GetProperty("id").GetString()!,
            tenant => tenant.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("name").GetString()).ToList());
        keys.Keys.Should().BeEquivalentTo("aurora", "borealis", "cinder");
        keys.Values.Should().OnlyContain(names => new[] { "analyst", "manager", "auditor", "admin" }.All(names.Contains));
        keys["aurora"].Should().Contain("luma-only");
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Every_key_file_is_its_owners_only()
    {
        var report = await DemoState.ReportAsync();

        var files = report.GetProperty("tenants").EnumerateArray()
            .SelectMany(t => t.GetProperty("keys").EnumerateArray())
            .Select(k => k.GetProperty("file").GetString()!);
        files.Should().OnlyContain(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task The_database_is_named_without_a_user_or_a_password()
    {
        var report = await DemoState.ReportAsync();

        var database = report.GetProperty("database").GetString();
        database.Should().StartWith("postgresql://").And.NotContain("@").And.NotContain("password");
    }

    [Test]
    public async Task The_answer_is_a_table_with_its_source()
    {
        var answer = (await DemoState.ReportAsync()).GetProperty("answer");

        answer.GetProperty("rows").GetArrayLength().Should().BePositive();
        answer.GetProperty("provenance").GetProperty("source").GetString().Should().Contain(":");
    }

    [Test]
    public async Task A_second_demo_keeps_the_keys_of_the_first()
    {
        var first = await DemoState.ReportAsync();

        var run = await ToolProcess.RunAsync(new ToolSetting { State = first.GetProperty("state").GetString()! }, ["demo", "--json"]);

        run.ExitCode.Should().Be(0, run.Errors);
        using var second = JsonDocument.Parse(string.Join('\n', run.Lines));
        second.RootElement.GetProperty("tenants").GetRawText().Should().Be(first.GetProperty("tenants").GetRawText());
    }
}
