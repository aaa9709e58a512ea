using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>All base rows of a tenant in memory: no view, no join and no aggregate of SQL has touched them.</summary>
internal sealed class RawFacts
{
    private const string Places = "country, region, sales_channel, marketing_channel, customer_type, discount_code";

    private readonly Dictionary<(LocalDate, string, string), decimal> _rates = [];

    public List<RawEvent> Events { get; } = [];

    public static RawFacts Load(StateFolder state, TenantId tenant)
    {
        var facts = new RawFacts();
        var folder = new SnapshotFolder(state, tenant);
        using var connection = new DuckDBConnection($"Data Source={folder.File(folder.Current()!)};ACCESS_MODE=READ_ONLY");
        connection.Open();
        facts.Read(connection, RawTable.Lines, $"select brand_id, order_date, currency, order_id, customer_id, {Places}, product, sku, product_type, gross, discount, tax, unit_cost, qty from order_lines where not is_test", 5, 9);
        facts.Read(connection, RawTable.Orders, $"select brand_id, order_date, currency, order_id, customer_id, {Places}, shipping, epoch_us(ordered_at) as moment from orders where not is_test", 5, 6);
        facts.Read(connection, RawTable.Cancellations, $"select brand_id, cancel_date, currency, order_id, customer_id, {Places} from orders where not is_test and cancel_date is not null", 5, 6);
        facts.Read(connection, RawTable.Refunds, $"select brand_id, refund_date, currency, order_id, customer_id, restocked, {Places}, product, sku, product_type, goods_value, tax, shipping, tender, unit_cost, qty from refund_lines", 6, 9);
        facts.Read(connection, RawTable.Ads, "select brand_id, date, currency, platform, campaign, campaign_type, ad_group, spend, impressions, clicks, conversions, conv_value from ad_daily", 3, 4);
        facts.Read(connection, RawTable.AdsByCountry, "select brand_id, date, currency, platform, campaign, campaign_type, country, spend, impressions, clicks, conversions, conv_value from ad_geo_daily", 3, 4);
        facts.Read(connection, RawTable.Sessions, "select brand_id, date, '' as currency, country, device, marketing_channel, sessions, cart_sessions, converted_sessions from sessions_daily", 3, 3);
        facts.ReadRates(connection);
        return facts;
    }

    public decimal Rate(LocalDate day, string from, string to) => from == to || from.Length == 0 ? 1m : _rates[(day, from, to)];

    /// <param name="connection">The tenant's file.</param>
    /// <param name="table">What the rows are.</param>
    /// <param name="sql">Brand, day, currency, ids; then attributes; then amounts.</param>
    /// <param name="first">The first attribute's column.</param>
    /// <param name="count">How many attributes; the rest are amounts.</param>
    private void Read(DuckDBConnection connection, RawTable table, string sql, int first, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            Events.Add(new RawEvent
            {
                Table = table,
                Brand = row.GetString(0),
                Day = LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)),
                Currency = row.GetString(2),
                Order = first >= 5 ? row.GetString(3) : "",
                Customer = first >= 5 ? row.GetString(4) : "",
                IsRestocked = first == 6 && row.GetBoolean(5),
                Attributes = Enumerable.Range(first, count).ToDictionary(row.GetName, i => row.IsDBNull(i) ? null : row.GetString(i)),
                Amounts = Enumerable.Range(first + count, row.FieldCount - first - count)
                    .ToDictionary(row.GetName, i => Convert.ToDecimal(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)),
            });
        }
    }

    private void ReadRates(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select date, from_ccy, to_ccy, rate from fx_rates_daily";
        using var row = command.ExecuteReader();
        while (row.Read())
            _rates[(LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(0)), row.GetString(1), row.GetString(2))] = row.GetDecimal(3);
    }
}
