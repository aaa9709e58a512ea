using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Doctor;

namespace Pulsepoint.Mcp.Tests.Tool.Doctor;

internal sealed class ExaminationTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task What_stands_on_something_wrong_is_not_looked_at_and_is_not_well()
    {
        var session = Well("session", Ground.Database, Ground.Session);
        var warehouse = Well("warehouse", Ground.Schema);
        var outbox = Well("outbox");

        var diagnosis = await RunAsync(Wrong("database", Ground.Key, Ground.Database), session, warehouse, outbox);

        diagnosis.IsWell.Should().BeFalse();
        diagnosis.Checks.Select(c => c.Finding.Standing).Should().Equal(Standing.Wrong, Standing.Skipped, Standing.Skipped, Standing.Well);
        diagnosis.Checks[2].Finding.Text.Should().Be("Not checked: the database cannot be asked.");
        (session.Asked + warehouse.Asked).Should().Be(0);
    }

    [Test]
    public async Task The_reason_of_the_first_thing_that_is_wrong_is_kept()
    {
        var diagnosis = await RunAsync(
            Wrong("key", Ground.Machine, Ground.Key), Well("database", Ground.Key, Ground.Database), Well("session", Ground.Database, Ground.Session));

        diagnosis.Checks.Skip(1).Should().OnlyContain(c => c.Finding.Text == "Not checked: there is no key that can be used.");
    }

    [Test]
    public async Task A_warning_takes_no_ground_away_and_is_no_failure()
    {
        var diagnosis = await RunAsync(Found("database", Finding.Warning("Old.", "Update."), Ground.Machine, Ground.Database), Well("session", Ground.Database));

        diagnosis.IsWell.Should().BeTrue();
        diagnosis.Checks[1].Finding.Standing.Should().Be(Standing.Well);
    }

    [Test]
    public async Task A_check_that_never_ends_is_a_finding_and_the_next_one_is_made()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var deaf = new ScriptedCheck("deaf", async _ =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return Finding.Well("Never.");
        });
        var next = Well("next");

        var running = RunAsync(deaf, next);
        await begun.Task;
        while (!running.IsCompleted)
        {
            _time.Advance(s_longest);
            await Task.Yield();
        }

        var diagnosis = await running;
        diagnosis.Checks[0].Finding.Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.Contains("within 5 s"));
        next.Asked.Should().Be(1);
    }

    [Test]
    public async Task What_a_check_throws_is_a_finding_with_the_refusals_own_advice()
    {
        var refused = await RunAsync(Throwing(Refusal.SourceUnavailable("The database cannot be reached.", "Start it.")));
        var wrong = await RunAsync(Throwing(new SettingException("PULSEPOINT_TLS", "is neither 1.2 nor 1.3.", "1.3")));

        refused.Checks[0].Finding.Should().Be(Finding.Wrong("The database cannot be reached.", "Start it."));
        wrong.Checks[0].Finding.Should().Be(Finding.Wrong("PULSEPOINT_TLS is neither 1.2 nor 1.3.", "For example: PULSEPOINT_TLS=1.3"));
    }

    [Test]
    public async Task The_message_of_an_unknown_failure_is_not_repeated()
    {
        var diagnosis = await RunAsync(Throwing(new InvalidOperationException("password=hunter2")));

        diagnosis.Checks[0].Finding.Standing.Should().Be(Standing.Wrong);
        diagnosis.Checks[0].Finding.ToString().Should().Contain("InvalidOperationException").And.NotContain("hunter2");
    }

    [Test]
    public async Task What_the_key_may_not_ask_is_skipped()
    {
        var diagnosis = await RunAsync(Throwing(Refusal.PermissionDenied("analytics:read")));

        diagnosis.Checks[0].Finding.Should().Be(Finding.Skipped("Not checked: The API key lacks the permission analytics:read."));
    }

    [Test]
    public async Task Whoever_stops_the_examination_stops_it()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await new Examination(s_longest, _time).Invoking(e => e.RunAsync([Well("any")], stopped.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    private async Task<Diagnosis> RunAsync(params Check[] checks)
    {
        var examination = new Examination(s_longest, _time);
        await examination.RunAsync(checks, CancellationToken.None);
        return examination.Diagnosis;
    }

    private static ScriptedCheck Well(string name, Ground needs = Ground.Machine, Ground gives = Ground.Machine) => Found(name, Finding.Well("Well."), needs, gives);

    private static ScriptedCheck Wrong(string name, Ground needs, Ground gives) => Found(name, Finding.Wrong("Wrong.", "Mend it."), needs, gives);

    private static ScriptedCheck Found(string name, Finding finding, Ground needs, Ground gives) => new(name, _ => Task.FromResult(finding), needs, gives);

    private static ScriptedCheck Throwing(Exception failure) => new("failing", _ => Task.FromException<Finding>(failure));
}
