using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

/// <summary>An organisation from nothing to its first key, as its operator types it.</summary>
internal sealed class RosterVerbTests
{
    [Test]
    public async Task An_organisation_is_added_with_a_brand_a_person_and_a_key()
    {
        using var folder = new TemporaryFolder();
        string[] add = ["tenant", "add", "delta", "--name", "Delta", "--currency", "EUR", "--time-zone", "Europe/Paris", "--retention-days", "30"];

        (await DoneAsync(add)).Should().Equal("delta added");
        (await DoneAsync(add)).Should().Equal("delta is there already");
        await DoneAsync("brand", "add", "moss", "--tenant", "delta", "--name", "Moss", "--currency", "GBP", "--time-zone", "Europe/London");
        var person = (await DoneAsync("user", "add", "--tenant", "delta", "--email", "ada@delta.example", "--name", "Ada")).Single();
        await DoneAsync("key", "issue", "--tenant", "delta", "--user", person, "--out", folder.Combine("ada.key"));

        var listed = JsonDocument.Parse((await DoneAsync("tenant", "list", "--json")).Single()).RootElement.GetProperty("tenants");
        var delta = listed.EnumerateArray().Single(t => t.GetProperty("tenant").GetString() == "delta");
        new[] { "retention_days", "brands", "people", "live_keys" }.Select(p => delta.GetProperty(p).GetInt32()).Should().Equal(30, 1, 1, 1);
        (await DoneAsync("tenant", "limit", "delta", "--per-minute", "50")).Single().Should().Contain("50 all together");
        (await DoneAsync("tenant", "budget", "delta", "--day", "500GiB", "--query", "10MiB")).Should().Equal("delta: 500 GiB a day all together, 256 GiB for each person, 10 MiB a query");
        (await DoneAsync("tenant", "google", "delta", "--identity", "pulsepoint-delta@acme.iam.gserviceaccount.com")).Single().Should().Contain("pulsepoint-delta@acme");
        (await DoneAsync("tenant", "google", "delta", "--none")).Should().Equal("delta has no service identity at Google");
        (await DoneAsync("worker", "--tokens", "--once")).Should().Equal("0 requests for tokens, 0 of them answered");
        (await DoneAsync("brand", "list", "--tenant", "delta"))[1].Should().StartWith("moss  Moss  GBP");
        (await DoneAsync("brand", "costs", "moss", "--tenant", "delta", "--fulfilment", "4.20", "--payment-fee", "2.9%")).Should().Equal("moss: 4.20 an order, 2.9 % of what customers pay");
        (await DoneAsync("brand", "list", "--tenant", "delta"))[1].Should().MatchRegex("4\\.2 +2\\.9$");

        var reset = await RunAsync("demo", "--reset");
        reset.ExitCode.Should().Be(1);
        reset.Errors.Should().Contain("Nothing was thrown away").And.Contain("delta");
    }

    [Test]
    public async Task A_person_who_is_erased_leaves_no_key_file_on_this_machine()
    {
        var setting = await DemoState.AsAsync("cinder", "analyst");
        var file = Path.Combine(setting.State, "keys", "cinder", "eve.key");
        var person = (await DoneAsync("user", "add", "--tenant", "cinder", "--email", "eve@cinder.example", "--name", "Eve")).Single();
        await DoneAsync("key", "issue", "--tenant", "cinder", "--user", person, "--out", file);

        var erased = await DoneAsync("user", "erase", person, "--tenant", "cinder", "--yes");

        erased.Single().Should().Contain("1 keys ended").And.EndWith("1 key files of this machine removed");
        File.Exists(file).Should().BeFalse();
        File.Exists(setting.ApiKeyFile).Should().BeTrue("others keep theirs");
    }

    [Test]
    public async Task What_another_organisation_of_the_slug_has_is_not_changed()
    {
        var run = await RunAsync("tenant", "add", "aurora", "--name", "Mine", "--currency", "USD", "--time-zone", "Europe/Paris");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("nothing was changed");
    }

    [Test]
    public async Task With_only_a_key_its_own_people_are_listed_if_it_may_administer()
    {
        var database = (await DemoState.ReportAsync()).GetProperty("database").GetString();
        var admin = (await DemoState.AsAsync("aurora", "admin")) with { Database = database };
        var analyst = (await DemoState.AsAsync("aurora", "analyst")) with { Database = database };
        // Holds the embedded database, which with an address of its own is not started.
        await using var server = ToolProcess.Start(await DemoState.AsAsync("aurora", "analyst"), "serve");
        foreach (var line in Era.Handshake.Opening)
            await server.WriteLineAsync(line);
        await server.ReadLineAsync();
        await server.WriteLineAsync(Era.Handshake.CallTool(2, "list_brands"));
        await server.ReadLineAsync();

        var listed = await ToolProcess.RunAsync(admin, ["user", "list"]);
        var denied = await ToolProcess.RunAsync(analyst, ["brand", "add", "mine", "--name", "Mine", "--currency", "USD", "--time-zone", "Europe/Paris"]);

        listed.Lines.Should().Contain(l => l.Contains('@'));
        denied.ExitCode.Should().Be(4, denied.Errors);
    }

    [TestCase("tenant", "add", "No Slug", "--name", "x", "--currency", "USD", "--time-zone", "Europe/Paris")]
    [TestCase("tenant", "add", "delta", "--name", "x", "--currency", "XYZ", "--time-zone", "Europe/Paris")]
    [TestCase("tenant", "add", "delta", "--name", "x", "--currency", "USD", "--time-zone", "Europe/Atlantis")]
    [TestCase("tenant", "add", "delta", "--name", "x", "--currency", "USD", "--time-zone", "Europe/Paris", "--retention-days", "0")]
    [TestCase("tenant", "limit", "aurora", "--per-minute", "-1")]
    [TestCase("tenant", "budget", "aurora", "--day", "1MiB")]
    [TestCase("tenant", "budget", "aurora", "--query", "500 GB")]
    [TestCase("tenant", "google", "aurora", "--identity", "ada@aurora.example")]
    [TestCase("tenant", "google", "aurora", "--identity", "pulsepoint-aurora@acme.iam.gserviceaccount.com", "--none")]
    [TestCase("worker")]
    [TestCase("user", "add", "--tenant", "aurora", "--name", "x", "--email", "nobody")]
    [TestCase("user", "list")]
    [TestCase("brand", "costs", "luma-skin", "--tenant", "aurora", "--fulfilment", "4.20%", "--payment-fee", "2.9")]
    [TestCase("brand", "costs", "luma-skin", "--tenant", "aurora", "--fulfilment", "4.20", "--payment-fee", "2.999")]
    [TestCase("brand", "costs", "luma-skin", "--tenant", "aurora", "--fulfilment", "-1", "--payment-fee", "2.9")]
    [TestCase("brand", "add", "No Slug", "--tenant", "aurora", "--name", "x", "--currency", "USD", "--time-zone", "Europe/Paris")]
    public async Task What_cannot_be_followed_is_wrong_usage(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(2, run.Errors);
        run.Lines.Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.Should().Be(0, $"{string.Join(' ', arguments)} must work; it said: {run.Errors}");
        return run.Lines;
    }

    // Without a key: the embedded cluster's own credential does the work.
    private static async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolProcess.RunAsync((await DemoState.AsAsync("aurora", "analyst")) with { ApiKeyFile = null }, arguments);
}
