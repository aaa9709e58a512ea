using Dapper;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Brands;

internal sealed class TenantProfiles(TenantConnections connections) : ITenantProfiles
{
    public async Task<TenantProfile> ReadAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        // No tenant is named: the wall leaves the key's own, and of its brands those in the key's scope.
        var rows = await connections.ReadAsync(
            tenant,
            Permissions.AnalyticsRead,
            (connection, token) => connection.QueryAsync<BrandRow>(
                """
                select t.reporting_currency, t.reporting_time_zone, t.is_demo,
                       b.brand_id, b.name, b.currency, b.time_zone, b.fulfilment_per_order, b.payment_fee_rate,
                       array(select c.source
                               from pp.connections c
                              where c.tenant_id = b.tenant_id and c.brand_id = b.brand_id and c.status <> 'removed'
                              order by c.source collate "C") as sources
                  from pp.tenants t
                  left join pp.brands b on b.tenant_id = t.tenant_id
                 order by b.brand_id collate "C"
                """,
                new { token }),
            cancellationToken);

        return ToProfile([.. rows]);
    }

    private static TenantProfile ToProfile(IReadOnlyList<BrandRow> rows)
    {
        // The session is good, so its tenant exists; if not, the key ended between two statements.
        var first = rows.Count > 0 ? rows[0] : throw Refusal.KeyRevoked();

        return new TenantProfile
        {
            ReportingCurrency = first.ReportingCurrency,
            ReportingTimeZone = first.ReportingTimeZone,
            IsDemo = first.IsDemo,
            Brands = [.. rows.Where(r => r.BrandId is not null).Select(ToBrand)],
        };
    }

    private static Brand ToBrand(BrandRow row) =>
        new(BrandId.Parse(row.BrandId!), row.Name!, row.Currency!, row.TimeZone!, row.Sources) // not null where the brand's key is not
        {
            Costs = new BrandCosts(row.FulfilmentPerOrder, row.PaymentFeeRate),
        };
}
