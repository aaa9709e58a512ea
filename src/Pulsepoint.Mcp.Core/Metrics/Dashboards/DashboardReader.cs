using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Metrics.Query;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Dashboards;

/// <summary>Reads a dashboard in few queries: two for its figures, one for each of its tables.</summary>
public sealed class DashboardReader(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses, BusinessClock clock)
{
    private const int TopProducts = 10;
    private const int MostSaid = 4;

    // As many rows as a reader takes in, and as fit beside the rest.
    private const int MostDays = 31;
    private const int MostWeekDays = 31 * 7;
    private const int MostMonthDays = 31 * 30;

    private static readonly string[] s_figures =
    [
        "net_sales", "orders", "aov", "new_customers", "ad_spend", "mer", "blended_roas", "ncac", "conversion_rate", "return_rate",
        "contribution_margin", "sessions",
    ];

    private readonly MetricSessions _sessions = new(profiles, warehouses, clock);

    /// <exception cref="RefusalException">The request cannot be answered as it stands; the refusal says why and what can.</exception>
    public Task<Dashboard> ReadAsync(TenantContext tenant, AnswerContext answer, DashboardRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return _sessions.RunAsync(tenant, answer, session => ReadAsync(session, request, cancellationToken), cancellationToken);
    }

    private static async Task<Dashboard> ReadAsync(MetricSession session, DashboardRequest request, CancellationToken cancellationToken)
    {
        var asked = new MetricRequest { Time = request.Time, Brands = request.Brands };
        var figures = session.Ask(asked with { Metrics = s_figures, Compare = request.Compare ?? new RequestCompare("previous_period", null, null) });
        var days = figures.Plan.Query.Time.Range.Days;
        var grain = days <= MostDays ? "day" : days <= MostWeekDays ? "week" : days <= MostMonthDays ? "month" : "year";
        var series = session.Ask(asked with { Metrics = ["net_sales", "orders", "ad_spend", "sessions"], Grain = grain });
        var products = session.Find(asked with { Metrics = ["net_sales", "units_sold"], Dimensions = ["product"], Limit = TopProducts });
        var channels = session.Ask(asked with { Metrics = ["net_sales", "orders"], Dimensions = ["sales_channel"] });
        await Task.WhenAll(
            figures.ReadAheadAsync(cancellationToken),
            series.TableAheadAsync(cancellationToken),
            products?.TableAheadAsync(cancellationToken) ?? Task.CompletedTask,
            channels.TableAheadAsync(cancellationToken));
        return new Dashboard
        {
            Figures = await figures.ReadAsync(MostSaid, cancellationToken),
            Series = await series.TableAsync(cancellationToken),
            Products = products is null ? null : await products.TableAsync(cancellationToken),
            Channels = await channels.TableAsync(cancellationToken),
        };
    }
}
