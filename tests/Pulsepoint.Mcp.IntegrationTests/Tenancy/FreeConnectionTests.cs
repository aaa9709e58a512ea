using System.Net.Sockets;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Addresses;
using Pulsepoint.Mcp.Postgres.Brands;
using Pulsepoint.Mcp.Postgres.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>A key whose connections are all taken waits for one, and says so when none gets free.</summary>
internal sealed class FreeConnectionTests
{
    // Of the role that a key logs in with.
    private const int ConnectionLimit = 5;

    private readonly List<NpgsqlConnection> _taken = [];
    private ThreeTenants _tenants = null!;
    private TenantContext _analyst = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _analyst = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst);
        for (var i = 0; i < ConnectionLimit; i++)
            _taken.Add(await _tenants.Database.LogInAsync(_analyst));
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        foreach (var session in _taken)
            await session.DisposeAsync();

        await _tenants.DisposeAsync();
    }

    [Test]
    public async Task A_call_that_finds_no_free_connection_waits_for_one()
    {
        var time = new TimeOfWaits { IsHurried = false };
        await using var connections = ConnectionsWith(time);

        var read = new TenantProfiles(connections).ReadAsync(_analyst, CancellationToken.None);
        await time.FirstWait;
        await _taken[0].DisposeAsync();

        (await read).Brands.Should().NotBeEmpty();
    }

    [Test]
    public async Task A_call_that_never_finds_one_says_what_to_do()
    {
        await using var connections = ConnectionsWith(new TimeOfWaits { IsHurried = true });

        var read = () => new TenantProfiles(connections).ReadAsync(_analyst, CancellationToken.None);

        (await read.Should().ThrowAsync<RefusalException>().WithMessage("*no free connection for this key*"))
            .Which.Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    [Test]
    public async Task A_login_that_finds_the_servers_queue_full_waits_for_its_turn()
    {
        var folder = TemporaryFolder.Create();
        using var queue = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var place = new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.5432"));
        queue.Bind(place);
        queue.Listen(backlog: 0);
        using var onlyOneInIt = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await onlyOneInIt.ConnectAsync(place);
        var time = new TimeOfWaits { IsHurried = true };
        var database = _tenants.Database;
        await using var connections = new TenantConnections(new Address(folder), database.Get<DataSourceFactory>(), database.Get<SessionGuard>(), time);

        var read = () => new TenantProfiles(connections).ReadAsync(_analyst, CancellationToken.None);

        await read.Should().ThrowAsync<RefusalException>().WithMessage("*no free connection.*");
        time.FirstWait.IsCompleted.Should().BeTrue();
    }

    private TenantConnections ConnectionsWith(TimeProvider time)
    {
        var database = _tenants.Database;
        return new TenantConnections(database.Get<IDatabaseAddress>(), database.Get<DataSourceFactory>(), database.Get<SessionGuard>(), time);
    }

    private sealed class Address(string folder) : IDatabaseAddress
    {
        public ValueTask<DatabaseAddress> ResolveAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(new DatabaseAddress { Host = folder, Port = 5432, Database = "any", Tls = SslMode.Disable });
    }

    /// <summary>The real time, which tells when somebody begins to wait; hurried, no wait takes any.</summary>
    private sealed class TimeOfWaits : TimeProvider
    {
        private readonly TaskCompletionSource _firstWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public required bool IsHurried { get; init; }

        public Task FirstWait => _firstWait.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _firstWait.TrySetResult();
            return base.CreateTimer(callback, state, IsHurried ? TimeSpan.Zero : dueTime, period);
        }
    }
}
