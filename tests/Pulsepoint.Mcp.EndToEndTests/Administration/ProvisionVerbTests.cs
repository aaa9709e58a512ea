using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

/// <summary>A dataset for an organisation, as its operator types it.</summary>
internal sealed class ProvisionVerbTests
{
    private static readonly string[] s_provision = ["tenant", "provision", "borealis", "--warehouse", "bigquery"];

    private ListeningBigQuery _google = null!; // made before each test

    [SetUp]
    public void Listen() => _google = new ListeningBigQuery();

    [TearDown]
    public void Close() => _google.Dispose();

    [Test]
    public async Task A_dataset_is_planned_made_and_then_as_it_shall_be()
    {
        var without = await RunAsync([.. s_provision, "--project", "acme"]);
        without.ExitCode.Should().Be(1);
        without.Errors.Should().Contain("has no service identity").And.Contain("pulsepoint-mcp tenant google borealis --identity");
        await DoneAsync("tenant", "google", "borealis", "--identity", "pulsepoint-borealis@acme.iam.gserviceaccount.com");

        var planned = await DoneAsync([.. s_provision, "--project", "acme", "--dry-run"]);
        planned[1].Should().MatchRegex("^[+] +dataset +acme.pulsepoint_borealis +in EU$");
        planned.Should().Contain(l => l.Contains("view", StringComparison.Ordinal) && l.Contains("sales_events", StringComparison.Ordinal));
        planned.Should().Contain(l => l.StartsWith("Nothing was done.", StringComparison.Ordinal));
        _google.Writes.Should().Be(0);

        var made = await DoneAsync([.. s_provision, "--project", "acme"]);
        made[^1].Should().Contain("gcloud projects add-iam-policy-binding acme --member=serviceAccount:pulsepoint-borealis@acme.iam.gserviceaccount.com --role=roles/bigquery.jobUser");
        _google["acme/datasets/pulsepoint_borealis"]["access"]!.ToJsonString().Should().Be("""[{"role":"READER","userByEmail":"pulsepoint-borealis@acme.iam.gserviceaccount.com"}]""");
        var writes = _google.Writes;

        var again = Json(await DoneAsync([.. s_provision, "--json"]));
        again.GetProperty("dataset").GetString().Should().Be("acme.pulsepoint_borealis", "where it lies is known by now");
        again.GetProperty("changes").GetArrayLength().Should().Be(0);
        _google.Writes.Should().Be(writes);

        await DoneAsync("tenant", "google", "cinder", "--identity", "pulsepoint-cinder@acme.iam.gserviceaccount.com");
        var stolen = await RunAsync("tenant", "provision", "cinder", "--warehouse", "bigquery", "--project", "acme", "--dataset", "pulsepoint_borealis");
        stolen.ExitCode.Should().Be(1);
        stolen.Errors.Should().Contain("The dataset belongs to another organisation, and each needs one of its own.");
        _google.Writes.Should().Be(writes);
    }

    [TestCase("tenant", "provision", "aurora")]
    [TestCase("tenant", "provision", "aurora", "--warehouse", "duckdb", "--project", "acme")]
    [TestCase("tenant", "provision", "aurora", "--warehouse", "bigquery")]
    [TestCase("tenant", "provision", "aurora", "--warehouse", "bigquery", "--project", "acme", "--dataset", "no-dataset")]
    [TestCase("tenant", "provision", "aurora", "--warehouse", "bigquery", "--project", "acme`", "--location", "EU")]
    public async Task What_cannot_be_followed_is_wrong_usage(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(2, run.Errors);
        run.Lines.Should().BeEmpty();
        _google.Writes.Should().Be(0);
    }

    private static JsonElement Json(IReadOnlyList<string> lines) => JsonDocument.Parse(lines.Single()).RootElement;

    private async Task<IReadOnlyList<string>> DoneAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        run.ExitCode.Should().Be(0, $"{string.Join(' ', arguments)} must work; it said: {run.Errors}");
        return run.Lines;
    }

    private async Task<ToolRun> RunAsync(params string[] arguments)
    {
        var setting = await DemoState.AsAsync("aurora", "analyst");
        return await ToolProcess.RunAsync(setting with { ApiKeyFile = null, More = new Dictionary<string, string> { ["BIGQUERY_EMULATOR_HOST"] = _google.Host } }, arguments);
    }
}
