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
        warehouse.Runs.Should().Be(4, "rows and totals were both asked twice");
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

    private static Task<Pulsepoint.Mcp.Core.Metrics.Results.MetricResult> ReadAsync(IWarehouse warehouse) =>
        new MetricReader(new FixedProfiles(), [warehouse], new BusinessClock(TimeProvider.System, null), TimeProvider.System)
            .ReadAsync(Contexts.Of("aurora"), s_request, CancellationToken.None);

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

        public async Task<IReadOnlyList<FactRow>> RunAsync(TenantContext tenant, CompiledQuery query, CancellationToken cancellationToken)
        {
            Runs++;
            if (_published < publishes)
                _published++;

            return await _inner.RunAsync(tenant, query, cancellationToken);
        }
    }
}
