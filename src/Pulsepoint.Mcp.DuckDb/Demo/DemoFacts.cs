using DuckDB.NET.Data;
using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Generates a demo tenant's facts into an empty snapshot, slice by slice, inside DuckDB.</summary>
internal sealed class DemoFacts(DuckDBConnection connection, DemoTenant tenant, DemoRange range)
{
    private static readonly (string Source, string Stream, int RestateDays)[] s_streams =
    [
        ("shopify", "orders", 0), ("shopify", "sessions", 0), ("meta", "insights", 28), ("tiktok", "report", 14), ("google", "campaigns", 30),
    ];

    public void Generate(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var plans = tenant.Brands.Select(brand => DemoBrandPlan.Of(brand, range)).ToArray();
        Prepare(plans, cancellationToken);
        var (done, all) = (0L, plans.Sum(p => p.Orders));
        foreach (var plan in plans)
        {
            foreach (var slice in plan.Slices())
            {
                Sell(plan.Brand, slice.From, slice.To, cancellationToken);
                done += slice.Orders;
                progress?.Report(done / (double)all);
            }

            foreach (var script in (ReadOnlySpan<string>)["customers", "ad_daily", "ad_geo_daily"])
                DemoScript.Run(connection, script, cancellationToken, new DuckDBParameter("brand", plan.Brand.Slug));
        }

        foreach (var plan in plans)
            DemoScript.Run(connection, "cohorts", cancellationToken, new DuckDBParameter("brand", plan.Brand.Slug));

        DemoScript.Run(connection, "views", cancellationToken);
    }

    private void Prepare(IReadOnlyList<DemoBrandPlan> plans, CancellationToken cancellationToken)
    {
        foreach (var script in (ReadOnlySpan<string>)["macros", "parameters", "tables"])
            DemoScript.Run(connection, script, cancellationToken);

        var parameters = new DemoParameters(connection, range);
        foreach (var plan in plans)
            parameters.Add(plan);

        DemoScript.Run(connection, "dimensions", cancellationToken);
        DemoRates.Add(connection, tenant, range.From, tenant.LastDay(range.Now));
        AddBrands();
        AddSyncState();
    }

    private void Sell(DemoBrand brand, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        var slice = new DuckDBParameter[]
        {
            new("brand", brand.Slug), new("from_day", from.ToDateOnly()), new("to_day", to.ToDateOnly()),
        };
        DemoScript.Run(connection, "draft_orders", cancellationToken, slice);
        DemoScript.Run(connection, "order_lines", cancellationToken, slice[0]);
        DemoScript.Run(connection, "orders", cancellationToken, slice);
        DemoScript.Run(connection, "refund_lines", cancellationToken, slice);
        DemoScript.Run(connection, "sessions_daily", cancellationToken);
    }

    private void AddBrands()
    {
        using var table = connection.CreateAppender("dim_brands");
        foreach (var brand in tenant.Brands)
            table.CreateRow()
                .AppendValue(brand.Slug).AppendValue(brand.Name).AppendValue(brand.Currency).AppendValue(brand.TimeZone)
                .AppendValue(brand.Slug + ".myshopify.example").AppendValue((DateOnly?)DemoCalendar.FirstDay.ToDateOnly()).EndRow();
    }

    /// <summary>Everything is loaded until two in the afternoon of each brand's today.</summary>
    private void AddSyncState()
    {
        using var table = connection.CreateAppender("sync_state");
        foreach (var brand in tenant.Brands)
        {
            var today = brand.Today(range.Now);
            var loadedAt = brand.Zone.AtLeniently(today.At(new LocalTime(14, 0))).ToDateTimeUtc();
            foreach (var (source, stream, restate) in s_streams)
                table.CreateRow()
                    .AppendValue(brand.Slug).AppendValue(source).AppendValue(stream).AppendValue(today.ToString("uuuu-MM-dd", null))
                    .AppendValue((DateOnly?)range.From.ToDateOnly()).AppendValue((DateOnly?)today.ToDateOnly()).AppendValue((DateTime?)loadedAt)
                    .AppendValue((long?)restate).AppendNullValue().EndRow();
        }
    }
}
