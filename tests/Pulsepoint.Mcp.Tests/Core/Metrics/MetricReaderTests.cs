using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Brands;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class MetricReaderTests
{
    private static readonly MetricRequest s_request = new() { Metrics = ["net_sales"], Brands = ["luma-skin"] };

    [Test]
    public async Task Data_replaced_in_the_middle_of_an_answer_are_asked_again()
    {
        var warehouse = new PublishingWarehouse(publishes: 1);

        var result = await ReadAsync(warehouse);

        result.Provenance.Generation.Should().Be("g1");
        warehouse.Runs.Should().Be(2, "the totals, which are the only row, were asked twice");
    }

    [Test]
    public async Task Data_that_never_stand_still_are_refused_rather_than_mixed()
    {
        var ask = () => ReadAsync(new PublishingWarehouse(publishes: int.MaxValue));

        (await ask.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_key_that_ends_while_its_question_runs_gets_no_answer()
    {
        var ask = () => ReadAsync(new PublishingWarehouse(publishes: 0) { EndsTheKey = true });

        (await ask.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task BigQuery_is_asked_for_the_dataset_that_it_named_itself()
    {
        var warehouse = new DatasetWarehouse(DatasetName.Parse("pulsepoint-eu.t_aurora"));

        await ReadAsync(warehouse);

        warehouse.Asked.Should().NotBeEmpty().And.OnlyContain(q => q.Sql.Contains("from `pulsepoint-eu.t_aurora.sales_events` as s"));
    }

    [Test]
    public async Task BigQuery_without_a_dataset_is_never_asked()
    {
        var warehouse = new DatasetWarehouse(null);

        await FluentActions.Awaiting(() => ReadAsync(warehouse)).Should().ThrowAsync<ArgumentException>();

        warehouse.Asked.Should().BeEmpty();
    }

    private static Task<Pulsepoint.Mcp.Core.Metrics.Results.MetricResult> ReadAsync(IWarehouse warehouse) =>
        new MetricReader(new FixedProfiles(), [warehouse], new BusinessClock(TimeProvider.System, null))
            .ReadAsync(Contexts.Of("aurora"), Contexts.Answer(), s_request, CancellationToken.None);

    /// <summary>Publishes a new generation behind each of its first queries, as another process would.</summary>
    private sealed class PublishingWarehouse(int publishes) : IWarehouse
    {
        private readonly FixedWarehouse _inner = new();
        private int _published;

        public bool EndsTheKey { get; init; }

        public int Runs { get; private set; }

        public WarehouseEngine Engine => _inner.Engine;

        public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) =>
            EndsTheKey && Runs > 0
                ? throw Refusal.KeyRevoked()
                : Task.FromResult<WarehouseState?>(_inner.State! with { Generation = $"g{_published}" });

        public async Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
        {
            Runs++;
            if (_published < publishes)
                _published++;

            return await _inner.RunAsync(tenant, answer, query, cancellationToken);
        }
    }

    private sealed class DatasetWarehouse(DatasetName? dataset) : IWarehouse
    {
        private readonly FixedWarehouse _inner = new();

        public List<CompiledQuery> Asked { get; } = [];

        public WarehouseEngine Engine => WarehouseEngine.BigQuery;

        public Task<WarehouseState?> DescribeAsync(TenantContext tenant, CancellationToken cancellationToken) =>
            Task.FromResult<WarehouseState?>(_inner.State! with { Dataset = dataset });

        public Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, AnswerContext answer, CompiledQuery query, CancellationToken cancellationToken)
        {
            Asked.Add(query);
            return _inner.RunAsync(tenant, answer, query, cancellationToken);
        }
    }
}
