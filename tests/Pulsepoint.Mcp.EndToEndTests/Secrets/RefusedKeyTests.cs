using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A key that is no good is refused without being repeated: most often it differs from a good one by a letter.</summary>
internal sealed class RefusedKeyTests
{
    private static readonly (string Name, Func<string, string, string> Make)[] s_keys =
    [
        ("shortened", (key, _) => key[..^20]),
        ("without a signature", (key, _) => key[..key.LastIndexOf('.')]),
        ("with a changed signature", (key, _) => key[..^20] + (key[^20] == 'A' ? 'B' : 'A') + key[^19..]),
        ("with changed claims", (key, _) => KeyForge.Tamper(key, claims => claims["tid"] = "borealis")),
        ("expired", (key, state) => KeyForge.SignAnew(key, state, claims => claims["exp"] = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds())),
        ("for another program", (key, state) => KeyForge.SignAnew(key, state, claims => claims["aud"] = "another")),
        ("with an unreadable claim", (key, state) => KeyForge.SignAnew(key, state, claims => claims["perms"] = 1)),
        ("never issued", (key, state) => KeyForge.SignAnew(key, state, claims => claims["jti"] = "0190a000-0000-7000-8000-00000000dead")),
        ("of another issuer", (key, _) => KeyForge.SignByAnother(key)),
        ("pasted twice", (key, _) => key + key),
        ("with a line break", (key, _) => key.Insert(key.Length / 2, "\n")),
        ("with its quotes", (key, _) => $"\"{key}\""),
        ("in a damaged bundle", (key, _) => $$"""{"format":"pulsepoint-bundle-1","key":"{{key}}","jwks":"""),
    ];

    private static IEnumerable<string> Names => s_keys.Select(k => k.Name);

    [TestCaseSource(nameof(Names))]
    public async Task A_refused_key_is_not_repeated(string name)
    {
        using var folder = new TemporaryFolder();
        var setting = await DemoState.AsAsync("aurora", "manager");
        var good = await File.ReadAllTextAsync(setting.ApiKeyFile!); // a demo key has a file
        var text = s_keys.Single(k => k.Name == name).Make(good, setting.State);
        IReadOnlyList<KnownSecret> secrets = [.. KeySecrets.Of("the good key", good), .. text.Split('.').Skip(1).Select(part => new KnownSecret("a part of the refused key", part)), new("its password", KeySecrets.PasswordOf(text))];
        var file = folder.Combine("refused.key");
        await File.WriteAllTextAsync(file, text);
        var (byFile, byText) = (setting with { ApiKeyFile = file }, GreppedTool.With(setting with { ApiKeyFile = null }, "PULSEPOINT_API_KEY", text));

        (await GreppedTool.RunAsync(byFile, ["call", "list_brands"], secrets)).ExitCode.Should().Be(4);
        (await GreppedTool.RunAsync(byFile, ["key", "bundle", file, "--out", folder.Combine("bundle.json")], secrets)).ExitCode.Should().NotBe(0);
        await GreppedTool.RunAsync(byFile, ["key", "show", file], secrets);
        await GreppedTool.RunAsync(byText, ["serve"], secrets, [.. Era.Handshake.Opening, Era.Handshake.ListTools(2), Era.Handshake.CallTool(3, "setup_status"), Era.Handshake.CallTool(4, "list_brands")]);

        File.Exists(folder.Combine("bundle.json")).Should().BeFalse();
    }
}
