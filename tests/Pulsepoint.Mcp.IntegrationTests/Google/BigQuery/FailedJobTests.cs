using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>A job that has failed is settled and left behind; it never makes an answer's cursor useless.</summary>
internal sealed class FailedJobTests
{
    [Test]
    public async Task A_job_that_was_cancelled_meanwhile_is_begun_anew_and_both_are_settled()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Result);
        scene.Server.Faults.JobDuration = TimeSpan.FromHours(1);
        scene.OnSpot(() => scene.Time.Advance(TimeSpan.FromSeconds(2.3)));
        var first = scene.NewAnswer();
        var refusal = await scene.RefusalAsync(first);
        await scene.Room.Jobs.CancelAsync(BigQueryScene.AurorasKey, Reference(scene), CancellationToken.None);
        scene.OnSpot(() => { });
        scene.Server.Faults.JobDuration = TimeSpan.Zero;

        var second = scene.Continued(first.Id);
        var rows = await scene.AskAsync(second);
        var third = scene.Continued(first.Id);
        var again = await scene.AskAsync(third);

        refusal.IsUnfinished.Should().BeTrue();
        (rows.Count, again.Count, scene.Server.Jobs).Should().Be((2, 2, 2));
        second.Cost.Total.BytesBilled.Should().Be(scene.Server.BilledBytes, "one that is cancelled is billed, too");
        third.Cost.Total.BytesBilled.Should().Be(0);
        scene.Budget.Held.Should().BeEmpty();
    }

    [TestCase("backendError")]
    [TestCase("rateLimitExceeded")]
    [TestCase("stopped")]
    public async Task A_job_that_failed_is_said_at_once_and_begun_anew_by_the_next_call(string reason)
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Result);
        scene.Server.Faults.FailJobs(1, reason);
        var first = scene.NewAnswer();

        var refusal = await scene.RefusalAsync(first);
        var (asked, settled) = (scene.Asked(QuerySpot.Result), scene.Budget.Settled.ToList());
        var rows = await scene.AskAsync(scene.Continued(first.Id));

        (refusal.Code, refusal.IsUnfinished, asked).Should().Be((RefusalCode.SourceUnavailable, false, 1), "a job's error does not pass");
        settled.Should().Equal(0);
        (rows.Count, scene.Server.Jobs).Should().Be((2, 2));
        scene.Budget.Settled.Last().Should().Be(SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_query_is_tried_three_times_in_all()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Begin);
        scene.Server.Faults.FailJobs(4, "resourcesExceeded");
        var answer = scene.NewAnswer();
        await scene.RefusalAsync(answer);

        List<RefusalException> refusals = [];
        for (var call = 0; call < 4; call++)
            refusals.Add(await scene.RefusalAsync(scene.Continued(answer.Id)));

        refusals.Should().AllSatisfy(r => r.Code.Should().Be(RefusalCode.ResultTooLarge));
        (scene.Server.Jobs, scene.Asked(QuerySpot.Begin)).Should().Be((3, 3));
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task What_was_settled_too_late_of_a_failed_job_is_settled_by_the_next_call()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Begin);
        scene.Server.Faults.FailJobs(1, "backendError");
        scene.Budget.Away = Refusal.SourceUnavailable("The database is away.", "Wait.");
        var first = scene.NewAnswer();
        await scene.RefusalAsync(first);
        var held = scene.Budget.Held.Count;
        scene.Budget.Away = null;

        await scene.AskAsync(scene.Continued(first.Id));

        held.Should().Be(1);
        scene.Budget.Settled.Should().Equal(0, SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
    }

    // The job's name follows from what it does; the server has heard it.
    private static JobReference Reference(SpotScene scene) => new(
        BigQueryScene.Project, scene.Server.Requests.Single(r => r.Path.Contains("/queries/", StringComparison.Ordinal)).Path.Split("/queries/")[1].Split('?')[0], "EU");
}
