using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Every verb as it is meant to be used.</summary>
internal sealed class GoodRunTests
{
    private static readonly string[] s_place = ["--tenant", "cinder", "--brand", "embermade", "--source", "meta", "--name", "access_token"];

    [TestCase("--help")]
    [TestCase("demo", "--json")]
    [TestCase("demo")]
    [TestCase("migrate", "--check")]
    [TestCase("migrate")]
    [TestCase("migrate", "--bootstrap")]
    [TestCase("issuer", "init")]
    [TestCase("issuer", "jwks")]
    [TestCase("key", "list", "--tenant", "aurora")]
    [TestCase("key", "list", "--tenant", "aurora", "--json")]
    [TestCase("tenant", "list")]
    [TestCase("tenant", "limit", "aurora")]
    [TestCase("tenant", "budget", "aurora", "--json")]
    [TestCase("tenant", "google", "aurora")]
    [TestCase("worker", "--tokens", "--once")]
    [TestCase("user", "list", "--tenant", "aurora", "--json")]
    [TestCase("brand", "list", "--tenant", "aurora", "--json")]
    [TestCase("retention", "run")]
    [TestCase("retention", "set", "cinder", "--days", "395")]
    [TestCase("secrets", "list", "--tenant", "aurora")]
    [TestCase("secrets", "rotate")]
    public async Task An_administrators_verb_shows_no_secret(params string[] arguments) =>
        (await GreppedTool.RunAsync(await AdministratorAsync(), arguments)).ExitCode.Should().Be(0);

    [TestCase("call", "list_brands")]
    [TestCase("call", "get_audit_log")]
    [TestCase("call", "query_metrics", """{"metrics":["net_sales"]}""", "--csv")]
    [TestCase("key", "list")]
    [TestCase("user", "list")]
    public async Task A_key_holders_verb_shows_no_secret(params string[] arguments) =>
        (await GreppedTool.RunAsync(
            (await DemoState.AsAsync("aurora", "admin")) with { Database = (await DemoState.ReportAsync()).GetProperty("database").GetString() }, arguments)).ExitCode.Should().Be(0);

    [Test]
    public async Task An_organisation_comes_and_goes_without_a_secret_shown()
    {
        await DoneAsync("tenant", "add", "grepped", "--name", "Grepped", "--currency", "EUR", "--time-zone", "Europe/Paris");
        await DoneAsync("brand", "add", "grepped-brand", "--tenant", "grepped", "--name", "Grepped", "--currency", "EUR", "--time-zone", "Europe/Paris");
        var person = (await DoneAsync("user", "add", "--tenant", "grepped", "--email", "ada@grepped.example", "--name", "Ada")).Lines.Single();
        await DoneAsync("tenant", "suspend", "grepped");
        await DoneAsync("tenant", "resume", "grepped");
        await DoneAsync("user", "erase", person, "--tenant", "grepped", "--yes");
        await DoneAsync("tenant", "delete", "grepped");
        await DoneAsync("tenant", "delete", "grepped", "--confirm", "grepped");
    }

    [Test]
    public async Task A_kept_secret_is_not_said_again()
    {
        var token = new KnownSecret("the ad account's token", "EAAB" + Guid.NewGuid().ToString("N"));

        foreach (var verb in new[] { "set", "set", "list", "remove", "remove" })
            await GreppedTool.RunAsync(await AdministratorAsync(), ["secrets", verb, .. verb == "list" ? s_place[..2] : s_place], [token], token.Text);
    }

    [Test]
    public async Task A_sealing_key_of_the_environment_is_not_shown()
    {
        var key = new KnownSecret("the environment's sealing key", Convert.ToBase64String(Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray()));
        var setting = GreppedTool.With(await AdministratorAsync(), "PULSEPOINT_SEALING_KEY", key.Text);

        (await GreppedTool.RunAsync(setting, ["secrets", "list", "--tenant", "aurora"], [key])).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task A_signing_key_is_made_and_replaced_without_being_shown()
    {
        using var state = new TemporaryFolder();

        foreach (var verb in new[] { "init", "rotate", "jwks" })
            (await GreppedTool.RunAsync(new ToolSetting { State = state.Path }, ["issuer", verb])).ExitCode.Should().Be(0);
    }

    private static async Task<ToolRun> DoneAsync(params string[] arguments)
    {
        var run = await GreppedTool.RunAsync(await AdministratorAsync(), arguments);
        run.ExitCode.Should().Be(0, run.Errors);
        return run;
    }

    private static async Task<ToolSetting> AdministratorAsync() => (await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null };
}
