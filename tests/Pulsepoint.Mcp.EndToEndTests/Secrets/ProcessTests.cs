using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>The server of <see cref="SecretsSetup"/>, seen from outside while it works.</summary>
[Platform("Linux")]
internal sealed class ProcessTests
{
    [Test]
    public async Task No_process_shows_a_secret_among_its_arguments()
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        var grep = await GrepAsync();
        await SecretsSetup.AskAsync();

        var all = ProcessTree.From(SecretsSetup.Server.Id).Concat(ProcessTree.From(ProcessTree.DatabaseOf(setting))).ToList();

        // Not by a sentence that would print what was read.
        all.Any(p => p.Arguments.Contains("serve")).Should().BeTrue("the tool is among them");
        all.Any(p => p.Arguments.Contains("pp_k_")).Should().BeTrue("a session of the key's login is among them");
        foreach (var process in all)
            grep.ShouldFindNothingIn(process.Arguments, $"the command line of process {process.Id}");
    }

    [Test]
    public async Task The_databases_environment_has_none_of_the_secrets_that_were_in_ours()
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        var grep = await GrepAsync();
        grep.FindIn(ProcessTree.From(SecretsSetup.Server.Id)[0].Environment).Should().HaveCountGreaterThan(2, "the key and the password were given so");

        var database = ProcessTree.From(ProcessTree.DatabaseOf(setting));

        database[0].Environment.Contains("PGDATA=").Should().BeTrue("it can be read");
        database[0].Environment.Contains("PULSEPOINT_").Should().BeFalse("no setting is the database's to know");
        foreach (var process in database)
            grep.ShouldFindNothingIn(process.Environment, $"the environment of process {process.Id}");
    }

    private static async Task<SecretGrep> GrepAsync() =>
        new([.. StateSecrets.Of((await DemoState.AsAsync("aurora", "analyst")).State), SecretsSetup.ShopToken, SecretsSetup.PlatformPassword]);
}
