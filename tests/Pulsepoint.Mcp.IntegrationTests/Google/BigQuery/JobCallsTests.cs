using System.Diagnostics;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class JobCallsTests
{
    [Test]
    public async Task A_query_that_runs_as_a_job_gives_its_rows()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");

        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("select 1 as n"), CancellationToken.None);
        await scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);
        var result = await scene.Queries.ResultAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);

        result.Rows.Should().ContainSingle().Which.F[0].V.GetString().Should().Be("1");
    }

    [Test]
    public async Task A_job_whose_answer_was_lost_is_taken_as_it_runs()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        scene.Server.Faults.LoseAnswers(1);

        var job = await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("insert into `acme.t_aurora.orders` (brand_id) values ('tidewell')"), CancellationToken.None);

        job.JobReference.Should().Be(reference);
        scene.Server.Jobs.Should().Be(1);
        scene.Server.Rows(BigQueryScene.Project, BigQueryScene.Dataset, "orders").Should().Be(4, "a statement that is sent twice still runs once");
    }

    [Test]
    public async Task A_job_that_has_failed_stays_failed()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        scene.Server.Faults.FailJobs(1, "backendError");

        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("select 1 as n"), CancellationToken.None);
        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("select 1 as n"), CancellationToken.None);
        var finishing = () => scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);

        (await finishing.Should().ThrowAsync<BigQueryException>()).Which.Should().Match<BigQueryException>(e => e.Problem == BigQueryProblem.NotNow && !e.MayRepeat);
        scene.Server.Jobs.Should().Be(1);
    }

    [Test]
    public async Task A_job_is_waited_for()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        scene.Server.Faults.JobDuration = TimeSpan.FromSeconds(1);

        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("select 1 as n"), CancellationToken.None);
        var job = await scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);

        job.Status!.State.Should().Be("DONE");
    }

    [Test]
    public async Task A_job_that_nobody_waits_for_any_more_is_cancelled()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");
        scene.Server.Faults.JobDuration = TimeSpan.FromHours(1);
        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("select 1 as n"), CancellationToken.None);
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var finishing = () => scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, gone.Token);

        await finishing.Should().ThrowAsync<OperationCanceledException>();
        // The request to cancel may still be on its way.
        for (var waited = Stopwatch.StartNew(); scene.Server.CancelledJobs == 0; await Task.Delay(10))
            waited.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task Rows_that_a_statement_has_changed_are_counted()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var reference = scene.Jobs.NewReference(BigQueryScene.Project, "EU");

        await scene.Jobs.InsertAsync(BigQueryScene.AurorasKey, reference, Query("update `acme.t_aurora.orders` set brand_id = 'luma' where amount < 5"), CancellationToken.None);
        var job = await scene.Jobs.FinishAsync(BigQueryScene.AurorasKey, reference, CancellationToken.None);

        job.Statistics!.Query!.NumDmlAffectedRows.Should().Be(2);
    }

    private static JobConfiguration Query(string sql) => new() { Query = new QueryConfiguration { Query = sql } };
}
