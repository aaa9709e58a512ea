using System.Diagnostics;
using System.Text.Json.Nodes;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>Whatever BigQuery does: the right answer or the right refusal, never a hang or a wrong number.</summary>
internal sealed class WarehouseFaultTests
{
    // BigQuery has 2.2 of three parts of it.
    private static readonly Duration s_hasty = Duration.FromMilliseconds(750);
    private static readonly TimeSpan s_noHang = TimeSpan.FromSeconds(20);

    private static readonly FactRow[] s_orders =
    [
        new(new LocalDate(2026, 1, 2), [null], [12345678901234567890.123456789m]),
        new(new LocalDate(2026, 1, 3), ["peakform"], [3.25m]),
    ];

    [Test]
    public async Task Rows_are_read_as_they_stand()
    {
        await using var scene = await BigQueryScene.StartAsync();

        (await AskAsync(scene)).Should().BeEquivalentTo(s_orders, o => o.WithStrictOrdering());
    }

    [TestCase(403, "accessDenied", RefusalCode.SourceUnavailable, "may not read")]
    [TestCase(403, "quotaExceeded", RefusalCode.SourceUnavailable, "used up a quota")]
    [TestCase(404, "notFound", RefusalCode.SourceUnavailable, "does not exist")]
    [TestCase(401, "authError", RefusalCode.SourceUnavailable, "does not accept")]
    [TestCase(400, "bytesBilledLimitExceeded", RefusalCode.BudgetExceeded, "more of BigQuery than one question may")]
    [TestCase(403, "responseTooLarge", RefusalCode.ResultTooLarge, "larger than BigQuery gives at once")]
    [TestCase(400, "resourcesExceeded", RefusalCode.ResultTooLarge, "more than BigQuery gives one query")]
    [TestCase(200, "stopped", RefusalCode.SourceUnavailable, "does not answer now")]
    [TestCase(302, null, RefusalCode.SourceUnavailable, "does not seem to be BigQuery")]
    public async Task What_does_not_pass_is_said_at_once(int status, string? reason, RefusalCode code, string said)
    {
        await using var scene = await BigQueryScene.StartAsync();
        if (status == 200)
            scene.Server.Faults.FailJobs(1, reason!); // only an error of a job comes without a status
        else
            scene.Server.Faults.FailRequests(1, status, reason);

        var refusal = await RefusalAsync(scene);

        refusal.Code.Should().Be(code);
        refusal.Message.Should().Contain(said);
        refusal.NextStep.Should().EndWith(".");
        scene.Server.Requests.Count(r => r.Method == "POST").Should().Be(status == 200 ? 2 : 1, "a job of that name is begun once, and what is not even estimated is not begun");
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_mistake_of_ours_is_no_refusal()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var wrong = BigQueryScene.Orders with { Sql = "select nothing from `acme.t_aurora.orders`", Parameters = [] };

        var asking = () => scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), wrong, CancellationToken.None);

        (await asking.Should().ThrowAsync<BigQueryException>()).Which.Problem.Should().Be(BigQueryProblem.Wrong);
    }

    [Test]
    public async Task A_query_that_would_read_too_much_is_not_run()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Budget.Most = 1;

        (await RefusalAsync(scene)).Code.Should().Be(RefusalCode.BudgetExceeded);
        scene.Server.Jobs.Should().Be(0);
        scene.Budget.Held.Should().BeEmpty("what never began costs nothing");
    }

    [Test]
    public async Task A_job_that_is_pending_for_two_seconds_is_answered()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.JobDuration = TimeSpan.FromSeconds(2);

        (await AskAsync(scene)).Should().HaveCount(2);
        scene.Server.CancelledJobs.Should().Be(0);
        scene.Server.Jobs.Should().Be(1);
    }

    [Test]
    public async Task A_job_that_takes_too_long_goes_on_and_is_collected_by_the_next_call()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.JobDuration = TimeSpan.FromSeconds(2);
        var first = Contexts.Answer(Duration.FromSeconds(1));

        var refusal = (await FluentActions.Awaiting(() => AskAsync(scene, first)).Should().ThrowAsync<RefusalException>()).Which;
        var held = scene.Budget.Held.Count;
        var second = Continued(first);
        var rows = await AskAsync(scene, second);

        (refusal.Code, refusal.IsUnfinished, held).Should().Be((RefusalCode.SourceUnavailable, true, 1));
        rows.Should().BeEquivalentTo(s_orders, o => o.WithStrictOrdering());
        (scene.Server.Jobs, scene.Server.CancelledJobs).Should().Be((1, 0));
        scene.Budget.Held.Should().BeEmpty();
        first.Cost.Total.BytesBilled.Should().Be(0, "nobody knows yet what it costs");
        second.Cost.Total.Should().Be(new QueryCost(3 * 3 * 8, 10L << 20, 6.25m * (10L << 20) / (1L << 40)));
    }

    [Test]
    public async Task What_a_question_cost_is_told_though_it_could_not_be_settled()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Budget.Away = Refusal.SourceUnavailable("The database is away.", "Wait.");
        var answer = Contexts.Answer();

        (await AskAsync(scene, answer)).Should().HaveCount(2);

        answer.Cost.Total.BytesBilled.Should().Be(10L << 20);
        scene.Budget.Held.Should().ContainSingle("a later look settles it");
    }

    [Test]
    public async Task What_was_collected_is_not_billed_again()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var first = Contexts.Answer();
        await AskAsync(scene, first);

        await AskAsync(scene, first);
        var second = Continued(first);
        await AskAsync(scene, second);

        scene.Server.Jobs.Should().Be(1);
        first.Cost.Total.BytesBilled.Should().Be(10L << 20);
        second.Cost.Total.BytesBilled.Should().Be(0);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_continued_answer_runs_what_it_had_not_come_to()
    {
        await using var scene = await BigQueryScene.StartAsync();

        (await AskAsync(scene, Continued(Contexts.Answer()))).Should().HaveCount(2);
        scene.Server.Jobs.Should().Be(1);
        scene.Budget.Settled.Should().ContainSingle();
    }

    [Test]
    public async Task A_job_says_for_whom_and_for_what_it_runs()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var answer = Contexts.Answer();

        await AskAsync(scene, answer);

        var job = JsonNode.Parse(scene.Server.Requests.Single(r => r.Path.EndsWith("/jobs", StringComparison.Ordinal)).Body.Span)!;
        job["configuration"]!["labels"]!.ToJsonString().Should().Be($$"""{"tenant":"aurora","tool":"query_metrics","answer_id":"{{answer.Id}}"}""");
        job["configuration"]!["jobTimeoutMs"]!.GetValue<string>().Should().Be("300000", "a query that nobody comes back for ends by itself");
    }

    [Test]
    public async Task A_job_whose_asker_goes_is_cancelled()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.JobDuration = TimeSpan.FromHours(1);
        using var gone = new CancellationTokenSource();

        var asking = scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), BigQueryScene.Orders, gone.Token);
        await UntilAsync(() => scene.Server.Requests.Count > 2);
        await gone.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        await UntilAsync(() => scene.Server.CancelledJobs == 1);
    }

    [Test]
    public async Task A_server_that_hangs_is_not_waited_for()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.Delay = new TaskCompletionSource().Task;

        (await RefusalAsync(scene, s_hasty)).Message.Should().Contain("did not answer within 0.5 s");
    }

    [Test]
    public async Task A_server_that_throttles_for_ever_is_a_refusal()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.FailRequests(100, 429, "rateLimitExceeded");

        (await RefusalAsync(scene, s_hasty)).Code.Should().Be(RefusalCode.SourceUnavailable);
        scene.Server.Requests.Count.Should().BeInRange(2, 4);
    }

    [Test]
    public async Task Without_credentials_nothing_is_sent()
    {
        await using var scene = await BigQueryScene.StartAsync(tokens: new OneToken(null));

        (await RefusalAsync(scene)).Message.Should().Be("There are no credentials for BigQuery.");
        scene.Server.Requests.Should().BeEmpty();
    }

    [TestCase("select 1 from `acme.t_borealis.orders`")]
    [TestCase("select 1 from `acme.t_aurora.orders` as o join `other.t_aurora.orders` as p on true")]
    [TestCase("select 1 from acme.t_borealis.orders")]
    [TestCase("select 1 from t_borealis.orders")]
    [TestCase("select 1 from /* `acme.t_aurora.orders` */ t_borealis.orders")]
    [TestCase("select '`' from `acme.t_borealis.orders` where '`' = ''")]
    [TestCase("select 1 from `acme.t_aurora.orders`, `acme.t_aurora_2.orders`")]
    [TestCase("select 1 from `acme.t_aurora.INFORMATION_SCHEMA.TABLES`")]
    [TestCase("select 1 from `acme.t_aurora.orders`, t_borealis.orders")]
    [TestCase("select 1 from `acme.t_aurora.orders` as o join `acme.t_aurora.orders` as p on (o.n = p.n), borealis.orders")]
    [TestCase("select 1 from (select a, b from `acme.t_aurora.orders`) as o, t_borealis.orders")]
    [TestCase("select (select 1 from `acme.t_aurora.orders`, t_borealis.orders) from `acme.t_aurora.orders`")]
    public async Task A_statement_about_anothers_dataset_is_not_sent(string sql)
    {
        await using var scene = await BigQueryScene.StartAsync();

        var asking = () => scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), new CompiledQuery(sql, [], HasPeriod: false, 1, 0), CancellationToken.None);

        await asking.Should().ThrowAsync<InvalidOperationException>();
        scene.Server.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_comma_anywhere_else_joins_nothing()
    {
        const string Sql = "select brand_id, max(amount) from (select brand_id, amount from `acme.t_aurora.orders` where amount in (1, 3.25)) as o group by brand_id, amount order by 1, 2";
        await using var scene = await BigQueryScene.StartAsync();

        (await scene.Warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), new CompiledQuery(Sql, [], HasPeriod: false, 1, 1), CancellationToken.None)).Should().ContainSingle();
    }

    private static Task<IReadOnlyList<FactRow>> AskAsync(BigQueryScene scene, AnswerContext? answer = null) =>
        scene.Warehouse.RunAsync(BigQueryScene.Aurora, answer ?? Contexts.Answer(), BigQueryScene.Orders, CancellationToken.None).WaitAsync(s_noHang);

    private static async Task<RefusalException> RefusalAsync(BigQueryScene scene, Duration? patience = null) =>
        (await FluentActions.Awaiting(() => AskAsync(scene, Contexts.Answer(patience))).Should().ThrowAsync<RefusalException>()).Which;

    /// <summary>The next call for the same answer.</summary>
    private static AnswerContext Continued(AnswerContext answer) => new(answer.Tool, answer.Id, Duration.FromMinutes(2), TimeProvider.System) { IsContinued = true };

    // What a server has seen has no event here.
    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(10))
            waited.Elapsed.Should().BeLessThan(s_noHang);
    }
}
