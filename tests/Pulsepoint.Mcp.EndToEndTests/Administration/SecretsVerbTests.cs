using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

internal sealed class SecretsVerbTests
{
    private const string Token = "shpat_0123456789";

    private static readonly string[] s_place = ["--tenant", "aurora", "--brand", "peakform", "--source", "shopify", "--name", "access_token"];

    [Test]
    public async Task A_secret_is_set_listed_rotated_and_removed_and_never_printed()
    {
        var set = await RunAsync(["secrets", "set", .. s_place], Token);
        var listed = await RunAsync(["secrets", "list", "--tenant", "aurora"]);
        var rotated = await RunAsync(["secrets", "rotate"]);
        var removed = await RunAsync(["secrets", "remove", .. s_place]);

        set.Lines.Single().Should().StartWith("aurora/peakform/shopify/access_token is kept, sealed with key ");
        listed.Lines[1].Should().StartWith("peakform  shopify  access_token");
        rotated.Lines.Single().Should().StartWith("All secrets are sealed with key ").And.Contain("(1 changed)");
        removed.Lines.Single().Should().EndWith("is forgotten");
        foreach (var run in new[] { set, listed, rotated, removed })
        {
            run.ExitCode.Should().Be(0, run.Errors);
            (string.Join('\n', run.Lines) + run.Errors).Should().NotContain(Token);
        }
    }

    [TestCase("--source", "amazon")]
    [TestCase("--name", "Access Token")]
    [TestCase("--brand", "No Slug")]
    public async Task A_place_that_cannot_be_is_wrong_usage(string option, string value)
    {
        var run = await RunAsync(["secrets", "set", .. s_place.Select((text, i) => i > 0 && s_place[i - 1] == option ? value : text)], Token);

        run.ExitCode.Should().Be(2, run.Errors);
    }

    [Test]
    public async Task A_secret_that_is_typed_as_an_argument_is_not_repeated()
    {
        var run = await RunAsync(["secrets", "set", Token, .. s_place]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().NotContain(Token);
    }

    [TestCase]
    [TestCase("   ")]
    [TestCase("two words")]
    [TestCase("a first line", "a second line")]
    public async Task What_can_be_no_secret_is_wrong_usage_and_not_repeated(params string[] lines)
    {
        var run = await RunAsync(["secrets", "set", .. s_place], lines);

        run.ExitCode.Should().Be(2);
        lines.Where(line => !string.IsNullOrWhiteSpace(line)).Should().NotContain(line => run.Errors.Contains(line));
    }

    [Test]
    public async Task A_sealing_key_that_is_none_stops_the_program_and_is_not_repeated()
    {
        var setting = (await DemoState.AsAsync("aurora", "analyst")) with { More = new Dictionary<string, string> { ["PULSEPOINT_SEALING_KEY"] = "too-short-a-secret" } };

        var run = await ToolProcess.RunAsync(setting, ["secrets", "list", "--tenant", "aurora"]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Contain("PULSEPOINT_SEALING_KEY").And.NotContain("too-short-a-secret");
    }

    private static async Task<ToolRun> RunAsync(IReadOnlyList<string> arguments, params string[] lines) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null }, arguments, lines);
}
