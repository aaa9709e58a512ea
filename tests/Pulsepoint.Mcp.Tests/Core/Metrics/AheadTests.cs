using System.Collections.Concurrent;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Dashboards;
using Pulsepoint.Mcp.Core.Metrics.Drivers;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

/// <summary>Where each query takes its time, those of an answer are asked at once: one after the other they would take longer than anybody waits.</summary>
public sealed class AheadTests
{
    private static readonly BusinessClock s_clock = new(TimeProvider.System, NodaTime.Instant.FromUtc(2026, 11, 23, 18, 0));
    private static readonly RequestTime s_lastWeek = new("last_week", null, null);

    [Test]
    public async Task A_comparison_asks_for_its_four_parts_at_once()
    {
        var warehouse = new SlowWarehouse(4);

        await new MetricReader(new FixedProfiles(), [warehouse], s_clock).ReadAsync(
            Contexts.Of("aurora"),
            Contexts.Answer(),
            new MetricRequest { Metrics = ["sessions"], Dimensions = ["device"], Time = s_lastWeek, Compare = new RequestCompare("previous_period", null, null) },
            CancellationToken.None);

        warehouse.Ran.Should().HaveCount(4).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task A_dashboard_asks_for_its_parts_at_once()
    {
        var warehouse = new SlowWarehouse(5);

        await new DashboardReader(new FixedProfiles(), [warehouse], s_clock).ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), new DashboardRequest(s_lastWeek), CancellationToken.None);

        warehouse.Ran.Should().HaveCount(5).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task An_explanation_asks_for_its_cuts_at_once()
    {
        var warehouse = new SlowWarehouse(2, 5);

        var explanation = await new ChangeExplainer(new FixedProfiles(), [warehouse], s_clock).ExplainAsync(
            Contexts.Of("aurora"), Contexts.Answer(), new ChangeRequest("net_sales", s_lastWeek), CancellationToken.None);

        warehouse.Ran.Should().OnlyHaveUniqueItems();
        warehouse.MostAtOnce.Should().BeGreaterThan(4, explanation.Summary);
    }

    /// <summary>Answers nobody of a round until so many have asked, round after round: who asks one after the other waits for ever.</summary>
    private sealed class SlowWarehouse(params int[] rounds) : IWarehouse
    {
        private readonly FixedWarehouse _inner = new();
        private readonly Queue<int> _rounds = new(rounds);
        private readonly Lock _gate = new();
        private TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asking;

        public ConcurrentQueue<string> Ran { get; } = [];

        public int MostAtOnce { get; private set; }

        public WarehouseEngine Engine => WarehouseEngine.BigQuery;

        public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) =>
            Task.FromResult<WarehouseState?>(_inner.State! with { Dataset = DatasetName.Parse("acme.pulsepoint_aurora") });

        public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
        {
            var name = $"{query.Sql} {string.Join(' ', query.Parameters.Select(p => p.Value is IEnumerable<string> many ? string.Join(',', many) : p.Value))}";
            return answer.OnceAsync(name, () => AnswerAsync(tenant, answer, name, query, cancellationToken));
        }

        private Task Enough()
        {
            lock (_gate)
            {
                if (_rounds.Count == 0)
                    return Task.CompletedTask;

                var enough = _enough;
                MostAtOnce = Math.Max(MostAtOnce, ++_asking);
                if (_asking == _rounds.Peek())
                {
                    _rounds.Dequeue();
                    (_asking, _enough) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                    enough.SetResult();
                }

                return enough.Task;
            }
        }

        private async Task<IReadOnlyList<FactRow>> AnswerAsync(TenantContext tenant, AnswerContext answer, string name, CompiledQuery query, CancellationToken cancellationToken)
        {
            Ran.Enqueue(name);
            await Enough().WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);

            // Other days have other sums.
            var day = query.Parameters.Select(p => p.Value).OfType<NodaTime.LocalDate>().First().Day;
            return [.. (await _inner.RunAsync(tenant, answer, query, cancellationToken)).Select(r => r with { Measures = [.. r.Measures.Select(m => m * day)] })];
        }
    }
}
