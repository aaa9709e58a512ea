using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class SlowSettlementTests
{
    private static readonly TimeSpan s_noHang = TimeSpan.FromSeconds(60);

    [Test]
    public async Task A_budget_that_is_slow_to_settle_does_not_cost_the_answer()
    {
        await using var scene = await SpotScene.StartAsync(QuerySpot.Result);
        scene.OnSpot(() => scene.Time.Advance(TimeSpan.FromSeconds(2.1)));
        var settling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Budget.Delay = () =>
        {
            settling.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var answer = scene.NewAnswer();

        var asking = scene.AskAsync(answer);
        await settling.Task.WaitAsync(s_noHang);
        scene.Time.Advance(TimeSpan.FromSeconds(0.5));
        var rows = await asking;
        var held = scene.Budget.Held;
        scene.OnSpot(() => { });
        scene.Budget.Delay = () => Task.CompletedTask;
        scene.Budget.Left = [.. held.Select(j => new UnsettledReservation(ReservationId.Of(j), j, SpotScene.Least, Instant.FromUtc(2026, 11, 1, 0, 0)))];
        scene.Time.Advance(TimeSpan.FromMinutes(11));
        await scene.AskAsync();

        rows.Should().HaveCount(2);
        answer.Cost.Total.BytesBilled.Should().Be(SpotScene.Least, "what it cost is known, though it is not settled");
        held.Should().ContainSingle();
        scene.Budget.Settled.Should().Equal(SpotScene.Least, SpotScene.Least);
        scene.Budget.Held.Should().BeEmpty();
    }
}
