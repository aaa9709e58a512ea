using System.Text;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.IntegrationTests.Limits;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>A database in which every test has a tenant of its own with Ada and Ben, and reports what their keys did.</summary>
internal sealed class ReportedUsage : IAsyncDisposable
{
    public static readonly UserId Ada = LimitedTenants.Ada;
    public static readonly UserId Ben = LimitedTenants.Ben;

    private readonly LimitedTenants _tenants;

    private ReportedUsage(LimitedTenants tenants) => _tenants = tenants;

    public WalledDatabase Database => _tenants.Database;

    public NpgsqlConnection Superuser => _tenants.Superuser;

    public IEventSink Sink => Database.Get<IEnumerable<IEventSink>>().Single();

    public IUsageReader Reader => Database.Get<IUsageReader>();

    public static Instant Now => SystemClock.Instance.GetCurrentInstant();

    public static async Task<ReportedUsage> CreateAsync() => new(await LimitedTenants.CreateAsync());

    public Task<TenantId> AddAsync() => _tenants.AddAsync();

    public Task<TenantContext> IssueAsync(TenantId tenant, UserId user, Permissions permissions = Permissions.AnalyticsRead, BrandScope? brands = null) =>
        Database.IssueKeyAsync(tenant, user, permissions, brands);

    /// <summary>A call of a minute ago, unless something else is said.</summary>
    public static UsageEvent Call(Instant? at = null)
    {
        var moment = at ?? (Now - Duration.FromMinutes(1));
        return new UsageEvent
        {
            Id = IdOf(moment),
            Type = EventType.ToolCall,
            OccurredAt = moment,
            Tool = "query_metrics",
            AnswerId = IdOf(moment).Value,
            Outcome = EventOutcome.Ok,
            LatencyMs = 120,
            TokensIn = 50,
            TokensOut = 900,
            Rows = 7,
            Engine = "postgres",
            BytesBilled = 0,
            CostUsd = 0m,
            Query = """{"metrics":["net_sales"]}""",
        };
    }

    public static UsageEvent Verdict(Guid answer, string verdict = "wrong", Instant? at = null, string? note = null)
    {
        var moment = at ?? Now;
        return new UsageEvent
        {
            Id = IdOf(moment),
            Type = EventType.Feedback,
            OccurredAt = moment,
            Tool = "submit_feedback",
            AnswerId = answer,
            Outcome = EventOutcome.Ok,
            Verdict = verdict,
            Extra = note is null ? null : $$"""{"note":"{{note}}"}""",
        };
    }

    public static EventId IdOf(Instant at) => new(Guid.CreateVersion7(at.ToDateTimeOffset()));

    /// <summary>What the outbox hands over.</summary>
    public static OutboxEvent Outgoing(TenantContext key, UsageEvent usageEvent) => new(
        usageEvent.Id, EventLane.Usage, key.Tenant, key.Key, usageEvent.OccurredAt, UsageEventJson.Write(usageEvent));

    public Task<DeliveryOutcome> DeliverAsync(TenantContext key, params IEnumerable<UsageEvent> events) =>
        Sink.DeliverAsync(key, [.. events.Select(e => Outgoing(key, e))], CancellationToken.None);

    public static OutboxEvent Raw(TenantContext key, string json) => new(
        EventId.New(TimeProvider.System), EventLane.Usage, key.Tenant, key.Key, Now, Encoding.UTF8.GetBytes(json));

    public Task<long> CountAsync(string table, TenantId tenant, string where = "true") =>
        Superuser.ScalarAsync<long>($"select count(*) from pp.{table} where tenant_id = {Number(tenant)} and {where}");

    public static string Number(TenantId tenant) => $"(select tenant_id from pp.tenants where slug = '{tenant}')";

    public ValueTask DisposeAsync() => _tenants.DisposeAsync();
}
