using DuckDB.NET.Data;
using NodaTime;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

/// <summary>The day's rate of each currency to the reporting one.</summary>
internal sealed class Rates
{
    private const string Sql = """
        select date, from_ccy, rate
        from fx_rates_daily
        """;

    private readonly Dictionary<(DateOnly, string), decimal> _rates;

    private Rates(Dictionary<(DateOnly, string), decimal> rates) => _rates = rates;

    public decimal Of(LocalDate day, string currency) => _rates[(day.ToDateOnly(), currency)];

    public static Rates Read(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        var rows = InterruptibleCommand.ReadAll(
            command,
            row => (Key: (row.GetFieldValue<DateOnly>(0), row.GetString(1)), Rate: row.GetDecimal(2)),
            cancellationToken);
        return new Rates(rows.ToDictionary(r => r.Key, r => r.Rate));
    }
}
