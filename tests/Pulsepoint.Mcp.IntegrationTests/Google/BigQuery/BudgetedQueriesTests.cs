using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;
using Pulsepoint.Mcp.IntegrationTests.Budgets;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>Nothing runs that was not reserved, and nothing is billed that is not settled.</summary>
internal sealed class BudgetedQueriesTests
{
    private const long Least = 10L << 20;
    private const int Processes = 4;
    private const int Questions = 20;

    [Test]
    public async Task A_question_is_settled_with_what_it_was_billed()
    {
        await using var scene = await BigQueryScene.StartAsync();

        await AskAsync(scene.Warehouse);

        scene.Budget.Settled.Should().Equal(Least);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task A_question_beyond_the_budget_is_estimated_and_not_run()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Budget.Refusal = BudgetRefusal.Tenant(Least, 0, Duration.FromHours(2));

        var asking = () => AskAsync(scene.Warehouse);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.BudgetExceeded);
        scene.Server.Jobs.Should().Be(0);
        scene.Server.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_question_that_failed_is_settled_with_what_its_job_says()
    {
        await using var scene = await BigQueryScene.StartAsync();
        scene.Server.Faults.FailJobs(1, "resourcesExceeded");

        await FluentActions.Awaiting(() => AskAsync(scene.Warehouse)).Should().ThrowAsync<RefusalException>();

        scene.Budget.Settled.Should().Equal(0);
        scene.Budget.Held.Should().BeEmpty();
    }

    [Test]
    public async Task What_a_process_left_is_looked_up_by_its_job_before_the_first_question()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var ran = new JobReference(BigQueryScene.Project, "pulsepoint_acme_EU_before", "EU");
        await scene.Jobs.InsertAsync(
            BigQueryScene.AurorasKey, ran, new JobConfiguration { Query = new QueryConfiguration { Query = "select amount from `acme.t_aurora.orders`" } }, CancellationToken.None);
        var neverBegan = QueryJobId.Parse("pulsepoint_acme_EU_neverbegan");
        scene.Budget.Left =
        [
            new UnsettledReservation(ReservationId.Of(QueryJobId.Parse(ran.JobId)), QueryJobId.Parse(ran.JobId), 5 * Least, Instant.FromUtc(2026, 11, 1, 0, 0)),
            new UnsettledReservation(ReservationId.Of(neverBegan), neverBegan, Least, Instant.FromUtc(2026, 11, 1, 0, 0)),
        ];

        await AskAsync(scene.Warehouse);
        await AskAsync(scene.Warehouse);

        scene.Budget.Settled.Should().Equal(Least, 0, Least, Least);
    }

    [Test]
    public async Task Many_questions_of_four_processes_are_never_billed_more_than_the_days_budget()
    {
        const int Day = 125;
        await using var tenants = await BudgetTenants.CreateAsync();
        var tenant = await tenants.AddAsync(day: Day);
        await using var server = await BigQueryScene.ServeOrdersAsync();
        ServiceProvider[] processes = [.. Enumerable.Range(0, Processes).Select(_ => BigQueryScene.Process(server, tenants.Process()))];
        TenantContext[] keys = [.. await Task.WhenAll(processes.Select(_ => tenants.KeyAsync(tenant)))];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Questions).Select(async i =>
        {
            try
            {
                await processes[i % Processes].GetRequiredService<IWarehouse>().RunAsync(keys[i % Processes], Contexts.Answer(), BigQueryScene.Orders, CancellationToken.None);
                return "answered";
            }
            catch (RefusalException refusal)
            {
                return refusal.Code is RefusalCode.BudgetExceeded ? "budget" : refusal.Message;
            }
        }));

        foreach (var process in processes)
            await process.DisposeAsync();

        outcomes.Distinct().Should().BeEquivalentTo("answered", "budget");
        server.BilledBytes.Should().BeInRange(5 * Least, Day * BudgetTenants.Mebibyte);
        (await tenants.DayAsync(tenant)).Should().StartWith($"{server.BilledBytes / BudgetTenants.Mebibyte}+0 ");
    }

    private static Task<IReadOnlyList<FactRow>> AskAsync(IWarehouse warehouse) =>
        warehouse.RunAsync(BigQueryScene.Aurora, Contexts.Answer(), BigQueryScene.Orders, CancellationToken.None);
}
