using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>
/// Reads the base tables row by row and adds up in plain C#: no view, no join and no aggregate of SQL, so that it can
/// disagree with the SQL that it is there to check.
/// </summary>
internal sealed class RawRows(DuckDBConnection connection, LocalDate from, IReadOnlyDictionary<string, Ledger> ledgers)
{
    private const string OrdersSql = """
        select brand_id, order_date, cancel_date, is_test, country, sales_channel, marketing_channel, customer_type, shipping
        from orders
        """;

    private const string LinesSql = """
        select brand_id, order_date, is_test, country, sales_channel, marketing_channel, customer_type, product, qty, gross,
            discount, tax, unit_cost
        from order_lines
        """;

    private const string RefundsSql = """
        select brand_id, refund_date, restocked, country, sales_channel, marketing_channel, customer_type, product, qty,
            goods_value, tax, shipping, tender, unit_cost
        from refund_lines
        """;

    private const string SessionsSql = """
        select brand_id, date, country, device, marketing_channel, sessions, cart_sessions, converted_sessions
        from sessions_daily
        """;

    private const string AdsSql = """
        select brand_id, date, platform, campaign, spend, impressions, clicks, conversions, conv_value
        from ad_daily
        """;

    private const string PlacesSql = """
        select brand_id, date, country, spend, impressions, clicks, conversions, conv_value
        from ad_geo_daily
        """;

    private readonly DateOnly _from = from.ToDateOnly();

    public void AddAll(CancellationToken cancellationToken)
    {
        Read(OrdersSql, AddOrder, cancellationToken);
        Read(LinesSql, AddLine, cancellationToken);
        Read(RefundsSql, AddRefund, cancellationToken);
        Read(SessionsSql, AddSessions, cancellationToken);
        Read(AdsSql, AddAds, cancellationToken);
        Read(PlacesSql, AddAdsOfPlace, cancellationToken);
    }

    private void AddOrder(DuckDBDataReader row)
    {
        if (row.GetBoolean(3))
            return;

        Span<long> placed = stackalloc long[Totals.Count];
        placed[(int)Measure.Orders] = 1;
        placed[(int)Measure.Shipping] = Cents(row, 8);
        if (row.GetString(7) == "new")
        {
            placed[(int)Measure.NewCustomers] = 1;
        }

        AddSale(row, Day(row, 1), 4, product: null, placed);
        if (row.IsDBNull(2))
            return;

        Span<long> cancelled = stackalloc long[Totals.Count];
        cancelled[(int)Measure.CancelledOrders] = 1;
        AddSale(row, Day(row, 2), 4, product: null, cancelled);
    }

    private void AddLine(DuckDBDataReader row)
    {
        if (row.GetBoolean(2))
            return;

        Span<long> sold = stackalloc long[Totals.Count];
        var (gross, discount, quantity) = (Cents(row, 9), Cents(row, 10), row.GetInt64(8));
        sold[(int)Measure.Gross] = gross;
        sold[(int)Measure.Discounts] = discount;
        sold[(int)Measure.Tax] = Cents(row, 11);
        sold[(int)Measure.Cogs] = Cents(row, 12) * quantity;
        sold[(int)Measure.UnitsSold] = quantity;
        if (row.GetString(6) == "new")
            sold[(int)Measure.FirstOrderNet] = gross - discount;

        AddSale(row, Day(row, 1), 3, row.GetString(7), sold);
    }

    private void AddRefund(DuckDBDataReader row)
    {
        Span<long> back = stackalloc long[Totals.Count];
        var (goods, quantity) = (Cents(row, 9), row.GetInt64(8));
        back[(int)Measure.Returns] = goods;
        back[(int)Measure.Tax] = -Cents(row, 10);
        back[(int)Measure.Shipping] = -Cents(row, 11);
        back[(int)Measure.RefundAmount] = Cents(row, 12);
        back[(int)Measure.UnitsReturned] = quantity;
        if (row.GetBoolean(2))
            back[(int)Measure.Cogs] = -Cents(row, 13) * quantity;
        if (row.GetString(6) == "new")
            back[(int)Measure.FirstOrderNet] = -goods;

        AddSale(row, Day(row, 1), 3, row.IsDBNull(7) ? null : row.GetString(7), back);
    }

    private void AddSessions(DuckDBDataReader row)
    {
        Span<long> seen = stackalloc long[Totals.Count];
        seen[(int)Measure.Sessions] = row.GetInt64(5);
        seen[(int)Measure.CartSessions] = row.GetInt64(6);
        seen[(int)Measure.ConvertedSessions] = row.GetInt64(7);
        var (ledger, day) = (ledgers[row.GetString(0)], Day(row, 1));
        Add(ledger, Breakdown.Total, "", day, seen);
        Add(ledger, Breakdown.Country, row.GetString(2), day, seen);
        Add(ledger, Breakdown.Device, row.GetString(3), day, seen);
        Add(ledger, Breakdown.MarketingChannel, row.GetString(4), day, seen);
    }

    private void AddAds(DuckDBDataReader row)
    {
        Span<long> spent = stackalloc long[Totals.Count];
        FillAds(row, 4, spent);
        var (ledger, day) = (ledgers[row.GetString(0)], Day(row, 1));
        Add(ledger, Breakdown.Total, "", day, spent);
        Add(ledger, Breakdown.Platform, row.GetString(2), day, spent);
        Add(ledger, Breakdown.Campaign, row.GetString(3), day, spent);
    }

    private void AddAdsOfPlace(DuckDBDataReader row)
    {
        Span<long> spent = stackalloc long[Totals.Count];
        FillAds(row, 3, spent);
        Add(ledgers[row.GetString(0)], Breakdown.Country, row.GetString(2), Day(row, 1), spent);
    }

    /// <summary>The four columns from <paramref name="first"/> on say where and to whom.</summary>
    private void AddSale(DuckDBDataReader row, int day, int first, string? product, ReadOnlySpan<long> amounts)
    {
        var ledger = ledgers[row.GetString(0)];
        Add(ledger, Breakdown.Total, "", day, amounts);
        Add(ledger, Breakdown.Country, row.GetString(first), day, amounts);
        Add(ledger, Breakdown.SalesChannel, row.GetString(first + 1), day, amounts);
        Add(ledger, Breakdown.MarketingChannel, row.GetString(first + 2), day, amounts);
        Add(ledger, Breakdown.CustomerType, row.GetString(first + 3), day, amounts);
        if (product is null)
            return;

        Add(ledger, Breakdown.Product, product, day, amounts);

        // No product appears twice in an order, so its sale lines are its orders.
        if (amounts[(int)Measure.UnitsSold] > 0)
            ledger.At(Breakdown.Product, product, day)[(int)Measure.Orders]++;
    }

    private static void FillAds(DuckDBDataReader row, int first, Span<long> amounts)
    {
        amounts[(int)Measure.Spend] = Cents(row, first);
        amounts[(int)Measure.Impressions] = row.GetInt64(first + 1);
        amounts[(int)Measure.Clicks] = row.GetInt64(first + 2);
        amounts[(int)Measure.Conversions] = Cents(row, first + 3);
        amounts[(int)Measure.ConversionValue] = Cents(row, first + 4);
    }

    private static void Add(Ledger ledger, string breakdown, string value, int day, ReadOnlySpan<long> amounts)
    {
        var cell = ledger.At(breakdown, value, day);
        for (var i = 0; i < cell.Length; i++)
            cell[i] += amounts[i];
    }

    private static long Cents(DuckDBDataReader row, int column) => (long)(row.GetDecimal(column) * 100);

    private int Day(DuckDBDataReader row, int column) => row.GetFieldValue<DateOnly>(column).DayNumber - _from.DayNumber;

    private void Read(string sql, Action<DuckDBDataReader> add, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        InterruptibleCommand.Run(
            command,
            reader =>
            {
                while (reader.Read())
                    add(reader);

                return true;
            },
            cancellationToken);
    }
}
