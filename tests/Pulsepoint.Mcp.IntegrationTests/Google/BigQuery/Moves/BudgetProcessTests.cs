using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>
/// The tool in processes of its own, real Postgres, and a BigQuery on loopback that says what it billed. Each machine has a key of its
/// own, for a key has five sessions.
/// </summary>
internal sealed class BudgetProcessTests
{
    private const int Processes = 4;
    private const int QuestionsEach = 5;
    private const long Mebibyte = ByteEstimate.Mebibyte;

    private MoveScene _scene = null!; // made before each test

    [SetUp]
    public async Task StartAsync()
    {
        _scene = await MoveScene.StartAsync();
        await _scene.Move.MoveAsync(MoveScene.Cinder, touched: null, progress: null, CancellationToken.None);
    }

    [TearDown]
    public ValueTask StopAsync() => _scene.DisposeAsync();

    [Test]
    public async Task Twenty_questions_of_four_processes_at_once_are_never_billed_more_than_the_days_budget()
    {
        const long Day = 200 * Mebibyte;
        await _scene.Database.Get<ITenantBudgets>().ChangeAsync(MoveScene.Cinder, new ByteBudget(Day, Day, Day), CancellationToken.None);
        var before = _scene.Server.BilledBytes;

        AnalystMachine[] machines = [.. await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => AnalystMachine.CreateAsync(_scene)))];

        var outcomes = (await Task.WhenAll(machines.Select(m => OutcomesAsync(m, QuestionsEach)))).SelectMany(o => o).ToList();

        var billed = _scene.Server.BilledBytes - before;
        outcomes.Should().HaveCount(Processes * QuestionsEach).And.OnlyContain(o => o == "answered" || o == "budget_exceeded");
        outcomes.Should().Contain("answered").And.Contain("budget_exceeded");
        billed.Should().BeInRange(ByteEstimate.Smallest, Day);
        (await SumAsync("settled + held")).Should().BeInRange(billed, Day);

        // Of an answer that was refused for one of its queries, another may have begun: the next look finds out what it cost.
        await TenMinutesLaterAsync();
        await _scene.Database.Get<ITenantBudgets>().ChangeAsync(MoveScene.Cinder, new ByteBudget(0, 0, 0), CancellationToken.None);
        for (var i = 0; i < Processes * QuestionsEach && await LeftAsync() > 0; i++)
            await OutcomesAsync(machines[i % Processes], questions: 1);

        (await LeftAsync()).Should().Be(0);
        (await OldAsync("sum(billed)::bigint")).Should().Be(billed);
        Array.ForEach(machines, m => m.Dispose());
    }

    [Test]
    public async Task What_a_process_that_was_killed_had_begun_is_settled_by_another_once_its_job_is_looked_up()
    {
        using var machine = await AnalystMachine.CreateAsync(_scene);
        var before = _scene.Server.BilledBytes;
        await KillWhileItWaitsAsync(machine);
        var billed = _scene.Server.BilledBytes - before;

        (await SumAsync("settled")).Should().Be(0);
        (await SumAsync("held")).Should().BeGreaterThanOrEqualTo(billed, "what died gives nothing back");
        await TenMinutesLaterAsync();

        (await OutcomesAsync(machine, questions: 1)).Should().Equal("answered");

        (await LeftAsync()).Should().Be(0);
        // The service may have taken a query that the process sent in its last moment.
        (await OldAsync("sum(billed)::bigint")).Should().Be(_scene.Server.BilledTo(await OldJobsAsync())).And.BePositive();
    }

    private async Task KillWhileItWaitsAsync(AnalystMachine machine)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var faults = _scene.Server.Faults;
        faults.Aim = request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/queries/", StringComparison.Ordinal);
        faults.Delay = new TaskCompletionSource().Task;
        faults.OnRequest = request =>
        {
            if (faults.Aim(request))
                asked.TrySetResult();
        };

        using var process = await machine.AskAsync(1);
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        process.Kill();
        await process.WaitForExitAsync();
        faults.Delay = Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<string>> OutcomesAsync(AnalystMachine machine, int questions)
    {
        using var process = await machine.AskAsync(questions);
        return await AnalystMachine.OutcomesAsync(process);
    }

    // What processes left is theirs for ten minutes.
    private async Task TenMinutesLaterAsync()
    {
        await using var superuser = await _scene.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("update pp.byte_reservations set reserved_at = reserved_at - interval '11 minutes'");
    }

    private Task<long> LeftAsync() => OldAsync("count(*) filter (where settled_at is null)");

    private async Task<long> OldAsync(string what)
    {
        await using var superuser = await _scene.Database.LogInAsSuperuserAsync();
        return await superuser.ScalarAsync<long>($"select {what} from pp.byte_reservations where reserved_at < clock_timestamp() - interval '10 minutes'");
    }

    private async Task<IReadOnlyList<string>> OldJobsAsync()
    {
        await using var superuser = await _scene.Database.LogInAsSuperuserAsync();
        return await superuser.ColumnAsync("select job from pp.byte_reservations where reserved_at < clock_timestamp() - interval '10 minutes'");
    }

    private async Task<long> SumAsync(string what)
    {
        await using var superuser = await _scene.Database.LogInAsSuperuserAsync();
        return await superuser.ScalarAsync<long>($"select {what} from pp.tenant_byte_days d join pp.tenants t using (tenant_id) where t.slug = '{MoveScene.Cinder}'");
    }
}
