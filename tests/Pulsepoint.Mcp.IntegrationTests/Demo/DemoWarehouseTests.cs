using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.DuckDb.Snapshots;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

[TestFixture]
internal sealed class DemoWarehouseTests
{
    private static readonly TenantId s_cinder = TenantId.Parse("cinder");
    private static readonly DemoTenant s_tenant = DemoTenants.Of(s_cinder);

    // Two days, but with the demo's own first day, so that the public question applies.
    private static readonly Instant s_now = Instant.FromUtc(2024, 9, 2, 3, 0);

    private StateFolder _state = null!;
    private DemoWarehouse _demo = null!;

    [SetUp]
    public void SetUp()
    {
        _state = new StateFolder(TemporaryFolder.Create());
        _demo = new DemoWarehouse(_state, new SnapshotPublisher(_state, TimeProvider.System));
    }

    [TearDown]
    public void TearDown() => Directory.Delete(_state.Root, recursive: true);

    [Test]
    public async Task A_snapshot_is_current_for_its_day_and_scale_only()
    {
        _demo.IsCurrent(s_cinder, s_now, 1).Should().BeFalse();

        await _demo.PublishAsync(s_cinder, s_now, 1, progress: null, CancellationToken.None);

        _demo.IsCurrent(s_cinder, s_now, 1).Should().BeTrue();
        _demo.IsCurrent(s_cinder, s_now + Duration.FromHours(2), 1).Should().BeTrue();
        _demo.IsCurrent(s_cinder, s_now + Duration.FromDays(1), 1).Should().BeFalse();
        _demo.IsCurrent(s_cinder, s_now, 2).Should().BeFalse();
    }

    [Test]
    public async Task What_is_current_is_not_made_again()
    {
        await _demo.PublishAsync(s_cinder, s_now, 1, progress: null, CancellationToken.None);
        var first = new SnapshotFolder(_state, s_cinder).Current();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _demo.PublishAsync(s_cinder, s_now, 1, progress: null, CancellationToken.None)));

        new SnapshotFolder(_state, s_cinder).Current().Should().Be(first);
    }

    [Test]
    public async Task Cancelling_leaves_what_was_published()
    {
        await _demo.PublishAsync(s_cinder, s_now, 1, progress: null, CancellationToken.None);
        var folder = new SnapshotFolder(_state, s_cinder);
        var before = Directory.GetFiles(folder.Path).Order();
        using var cancelled = new CancellationTokenSource();
        var stop = new Stop(cancelled);

        var publish = () => _demo.PublishAsync(s_tenant, new DemoRange(DemoCalendar.FirstDay, s_now + Duration.FromDays(30), 1), stop, cancelled.Token);

        await publish.Should().ThrowAsync<OperationCanceledException>();
        Directory.GetFiles(folder.Path).Order().Should().Equal(before);
        _demo.IsCurrent(s_cinder, s_now, 1).Should().BeTrue();
    }

    [Test]
    public void Tenants_describe_their_brands_currencies_and_zones()
    {
        var cinder = _demo.Tenants.Single(t => t.Tenant == s_cinder);

        cinder.ReportingCurrency.Should().Be("AUD");
        cinder.Brands.Select(b => (b.Id.Value, b.Currency, b.TimeZone))
            .Should().Equal(("embermade", "AUD", "Australia/Sydney"), ("rowan-tea", "NZD", "Pacific/Auckland"));
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
