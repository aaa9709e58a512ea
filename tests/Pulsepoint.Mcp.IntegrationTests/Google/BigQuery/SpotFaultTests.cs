using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>Whichever request of a question goes wrong: the right answer or the right refusal, in time, and the budget knows what it cost.</summary>
internal sealed class SpotFaultTests
{
    private static readonly CompiledQuery s_others = BigQueryScene.Orders with { Parameters = [new SqlParameter("p0", 3m)] };
    private static readonly TimeSpan s_tooLong = TimeSpan.FromSeconds(2.3);

    private static readonly (int Status, string? Reason)[] s_passing =
    [
        (503, null), (502, null), (503, "backendError"), (500, "backendError"), (403, "rateLimitExceeded"), (429, "rateLimitExceeded"),
    ];

    private static readonly (int Status, string? Reason, RefusalCode Code, string Said)[] s_lasting =
    [
        (403, "accessDenied", RefusalCode.SourceUnavailable, "may not read"),
        (403, "quotaExceeded", RefusalCode.SourceUnavailable, "used up a quota"),
        (404, "notFound", RefusalCode.SourceUnavailable, "does not exist"),
        (401, "authError", RefusalCode.SourceUnavailable, "does not accept"),
        (400, "bytesBilledLimitExceeded", RefusalCode.BudgetExceeded, "more of BigQuery than one question may"),
        (403, "responseTooLarge", RefusalCode.ResultTooLarge, "larger than BigQuery gives at once"),
        (400, "resourcesExceeded", RefusalCode.ResultTooLarge, "more than BigQuery gives one query"),
        (302, null, RefusalCode.SourceUnavailable, "does not seem to be BigQuery"),
    ];

    [Test]
    public async Task What_passes_is_waited_for([Values] QuerySpot spot, [ValueSource(nameof(s_passing))] (int Status, string? Reason) fault)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.FailRequests(2, fault.Status, fault.Reason);
        var answer = scene.NewAnswer();

        (await scene.OutcomeAsync(answer)).Should().BeNull();

        var bodies = scene.Bodies(spot);
        (bodies.Distinct().Count(), bodies.Count, scene.Server.Jobs).Should().Be((1, 3, 1));
        scene.Budget.Settled.Should().Equal(SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
        answer.Cost.Total.BytesBilled.Should().Be(SpotScene.Least);
    }

    [Test]
    public async Task What_does_not_pass_is_said_at_once(
        [Values(QuerySpot.Estimate, QuerySpot.Begin, QuerySpot.Result)] QuerySpot spot,
        [ValueSource(nameof(s_lasting))] (int Status, string? Reason, RefusalCode Code, string Said) fault)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.FailRequests(1, fault.Status, fault.Reason);
        var answer = scene.NewAnswer();

        var refusal = await scene.RefusalAsync(answer);

        (refusal.Code, refusal.IsUnfinished, scene.Asked(spot)).Should().Be((fault.Code, false, 1));
        refusal.Message.Should().Contain(fault.Said);
        ShouldBeSettled(scene, spot);
        answer.Cost.Total.BytesBilled.Should().Be(scene.Server.BilledBytes);
    }

    [Test]
    public async Task What_a_job_cost_and_does_not_say_stays_held_until_somebody_looks_again(
        [ValueSource(nameof(s_lasting))] (int Status, string? Reason, RefusalCode Code, string Said) fault)
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Settlement);
        scene.Server.Faults.FailRequests(1, fault.Status, fault.Reason);
        var answer = scene.NewAnswer();

        (await scene.OutcomeAsync(answer)).Should().BeNull();
        ShouldBeLeft(scene, QuerySpot.Settlement, refusal: null);
        await ShouldBeCollectedAsync(scene, answer.Id);
    }

    [Test]
    public async Task A_server_that_hangs_is_not_waited_for([Values] QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.Delay = new TaskCompletionSource().Task;
        scene.OnSpot(() => scene.Time.Advance(s_tooLong));
        var answer = scene.NewAnswer();

        var refusal = await scene.OutcomeAsync(answer);
        scene.OnSpot(() => { });
        scene.Server.Faults.Delay = Task.CompletedTask;

        ShouldBeLeft(scene, spot, refusal);
        await ShouldBeCollectedAsync(scene, answer.Id);
    }

    [Test]
    public async Task A_server_that_dies_in_the_middle_is_a_refusal([Values] QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.Delay = new TaskCompletionSource().Task;

        var asking = scene.OutcomeAsync(scene.NewAnswer());
        await scene.Heard;
        await scene.Server.KillAsync();

        ShouldBeLeft(scene, spot, await asking);
    }

    [Test]
    public async Task A_server_that_throttles_for_ever_is_a_refusal([Values] QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.FailRequests(100, 429, "rateLimitExceeded");

        var refusal = await scene.OutcomeAsync(scene.NewAnswer());

        ShouldBeLeft(scene, spot, refusal);
        scene.Asked(spot).Should().BeInRange(1, 4);
    }

    [Test]
    public async Task An_answer_that_is_lost_is_asked_for_again_and_runs_once([Values] QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        scene.Server.Faults.LoseAnswers(1);

        (await scene.OutcomeAsync(scene.NewAnswer())).Should().BeNull();

        (scene.Server.Jobs, scene.Asked(spot)).Should().Be((1, 2));
        scene.Budget.Settled.Should().Equal(SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_revoked_credential_is_said([Values] QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot, new OneToken("old"));
        scene.Server.Faults.Token = "new";

        var refusal = await scene.OutcomeAsync(scene.NewAnswer());

        if (spot is QuerySpot.Settlement)
        {
            ShouldBeLeft(scene, spot, refusal);
            return;
        }

        refusal!.Message.Should().Be("Google does not accept the organisation's credentials for BigQuery (HTTP 401 authError).");
        ShouldBeSettled(scene, spot);
    }

    [TestCase(QuerySpot.Estimate)]
    [TestCase(QuerySpot.Begin)]
    public async Task An_answer_whose_later_query_did_not_begin_in_time_is_collected_with_it(QuerySpot spot)
    {
        await using var scene = await SpotScene.StartAsync(spot);
        var first = scene.NewAnswer();
        await scene.AskAsync(first);
        scene.Server.Faults.Delay = new TaskCompletionSource().Task;
        scene.OnSpot(() => scene.Time.Advance(s_tooLong));

        var refusal = await scene.RefusalAsync(first, s_others);
        scene.OnSpot(() => { });
        scene.Server.Faults.Delay = Task.CompletedTask;
        var second = scene.Continued(first.Id);
        var rows = await scene.AskAsync(second);
        var others = await scene.AskAsync(second, s_others);

        refusal.IsUnfinished.Should().BeTrue("what was billed already is not to be billed again");
        (rows.Count, others.Count, scene.Server.Jobs).Should().Be((2, 2, 2));
        (first.Cost.Total.BytesBilled, second.Cost.Total.BytesBilled).Should().Be((SpotScene.Least, SpotScene.Least));
        scene.Server.BilledBytes.Should().Be(2 * SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_result_that_is_not_complete_is_asked_for_until_it_is()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Result);
        scene.Server.Faults.HoldResults(2);

        (await scene.OutcomeAsync(scene.NewAnswer())).Should().BeNull();
    }

    [Test]
    public async Task Rows_that_are_missing_are_no_answer()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Result);
        scene.Server.Faults.MissingRows = 1;

        (await scene.RefusalAsync()).Message.Should().Contain("2 of 3 rows");
        ShouldBeSettled(scene, QuerySpot.Result);
    }

    // What went wrong is known, and so is what it cost: nothing, before there was a job.
    private static void ShouldBeSettled(SpotScene scene, QuerySpot spot)
    {
        scene.Server.Jobs.Should().Be(spot is QuerySpot.Result ? 1 : 0);
        long[] settled = spot switch { QuerySpot.Estimate => [], QuerySpot.Begin => [0], _ => [SpotScene.Least] };
        scene.Budget.Settled.Should().Equal(settled);
        scene.Budget.Held.Should().BeEmpty();
    }

    // Nobody knows what has become of it: what was reserved is held, and whoever can collect it is told.
    private static void ShouldBeLeft(SpotScene scene, QuerySpot spot, RefusalException? refusal)
    {
        (RefusalCode?, bool?) expected = spot switch
        {
            QuerySpot.Settlement => (null, null),
            QuerySpot.Result => (RefusalCode.SourceUnavailable, true),
            _ => (RefusalCode.SourceUnavailable, false),
        };
        (refusal?.Code, refusal?.IsUnfinished).Should().Be(expected);
        (scene.Server.Jobs, scene.Server.CancelledJobs).Should().Be((spot is QuerySpot.Result or QuerySpot.Settlement ? 1 : 0, 0));
        scene.Budget.Held.Should().HaveCount(spot is QuerySpot.Estimate ? 0 : 1);
        scene.Budget.Settled.Should().BeEmpty();
    }

    private static async Task ShouldBeCollectedAsync(SpotScene scene, AnswerId answer)
    {
        var next = scene.Continued(answer);

        (await scene.AskAsync(next)).Should().HaveCount(2);

        scene.Server.Jobs.Should().Be(1);
        scene.Budget.Settled.Should().Equal(SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
        next.Cost.Total.BytesBilled.Should().Be(SpotScene.Least);
    }
}
