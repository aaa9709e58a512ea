using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A wrong setting is named, and what it holds is not repeated where that may be a secret.</summary>
internal sealed class SettingTests
{
    private const string Front = "frontOfThePassword";
    private const string Back = "backOfThePassword";

    private static readonly KnownSecret[] s_password = [new("the password's front", Front), new("the password's back", Back)];

    // A password with a sign that means something in an address is where a reader of addresses goes astray.
    private static readonly string[] s_addresses =
    [
        $"postgresql://pp_platform:{Front}{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}/{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}?{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}#{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}@{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}:{Back}@127.0.0.1:1/pulsepoint",
        $"postgresql://pp_platform:{Front}&{Back}@127.0.0.1:port/pulsepoint",
        $"postgresql://127.0.0.1:1/pulsepoint?user=pp_platform&password={Front}&{Back}",
        $"Host=127.0.0.1;Port=1;Username=pp_platform;Password={Front}{Back}",
        $"Host=127.0.0.1;Port=1;Username=pp_platform;Password={Front};{Back}",
        $"Host=127.0.0.1;Port=1;Username=pp_platform;Password={Front};{Back}=1",
        $"mysql://pp_platform:{Front}{Back}@127.0.0.1:1/pulsepoint",
    ];

    private static readonly (string Setting, string[] Verb)[] s_users =
    [
        ("PULSEPOINT_DATABASE", ["call", "list_brands"]),
        ("PULSEPOINT_PLATFORM_DATABASE", ["tenant", "list"]),
        ("PULSEPOINT_MIGRATOR_DATABASE", ["migrate", "--check"]),
        ("PULSEPOINT_BOOTSTRAP_DATABASE", ["migrate", "--bootstrap"]),
    ];

    [Test]
    public async Task A_password_in_an_address_is_not_repeated([ValueSource(nameof(s_addresses))] string address)
    {
        var (setting, verb) = s_users[0];

        var run = await GreppedTool.RunAsync(GreppedTool.With(await DemoState.AsAsync("aurora", "analyst"), setting, address), verb, s_password);

        run.ExitCode.Should().NotBe(0);
    }

    [Test]
    public async Task An_operators_password_is_not_repeated([Range(1, 3)] int user)
    {
        var (setting, verb) = s_users[user];

        foreach (var address in s_addresses[..3])
            (await GreppedTool.RunAsync(GreppedTool.With(await DemoState.AsAsync("aurora", "analyst"), setting, address), verb, s_password)).ExitCode.Should().NotBe(0);
    }

    [TestCase("PULSEPOINT_JWKS")]
    [TestCase("PULSEPOINT_DATABASE")]
    [TestCase("PULSEPOINT_SEALING_KEY")]
    [TestCase("PULSEPOINT_SEALING_KEY_OLD")]
    [TestCase("PULSEPOINT_TLS")]
    [TestCase("PULSEPOINT_STRICT")]
    [TestCase("PULSEPOINT_PG_BIN")]
    [TestCase("PULSEPOINT_PUBSUB_TOPIC")]
    [TestCase("PULSEPOINT_PUBSUB_TRANSPORT")]
    [TestCase("PUBSUB_EMULATOR_HOST")]
    [TestCase("PULSEPOINT_NOW")]
    [TestCase("PULSEPOINT_LOG")]
    public async Task A_key_in_another_setting_is_not_repeated(string name)
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        var misplaced = GreppedTool.With(setting, name, await File.ReadAllTextAsync(setting.ApiKeyFile!)); // a demo key has a file

        await GreppedTool.RunAsync(misplaced, ["call", "list_brands"]);
        await GreppedTool.RunAsync(misplaced, ["serve"], also: null, [.. Era.Handshake.Opening, Era.Handshake.CallTool(2, "list_brands")]);
    }

    [TestCase("""{"PULSEPOINT_API_KEY":"<key>",}""")]
    [TestCase("""{"PULSEPOINT_API_KEY":["<key>"]}""")]
    [TestCase("""{"<key>":"PULSEPOINT_API_KEY"}""")]
    [TestCase("<key>")]
    public async Task A_key_in_a_settings_file_that_is_none_is_not_repeated(string text)
    {
        using var state = new TemporaryFolder();
        var key = await File.ReadAllTextAsync((await DemoState.AsAsync("aurora", "analyst")).ApiKeyFile!); // a demo key has a file
        await File.WriteAllTextAsync(state.Combine("pulsepoint.json"), text.Replace("<key>", key, StringComparison.Ordinal));

        var run = await GreppedTool.RunAsync(new ToolSetting { State = state.Path }, ["call", "list_brands"], KeySecrets.Of("the key", key));

        run.ExitCode.Should().Be(2);
    }
}
