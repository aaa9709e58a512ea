using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Cli;

/// <summary>A report of usage as a table for people, as CSV and as JSON. Money is written as text, exactly.</summary>
internal static class UsageReportText
{
    private static readonly string[] s_heading =
        ["organisation", "day (UTC)", "calls", "too soon", "reported", "difference", "tokens in", "tokens out", "bytes billed", "cost (USD)"];

    private const string CsvHeading = "tenant,day,calls_counted,calls_refused,calls_reported,difference,tokens_in,tokens_out,rows,bytes_billed,cost_usd";

    public static IEnumerable<string> Table(DateRange days, IReadOnlyList<UsageDay> usage)
    {
        if (usage.Count == 0)
            return [$"Nothing was used from {Iso(days.From)} to {Iso(days.To)}."];

        return
        [
            .. Columns.Lines(s_heading, usage.GroupBy(u => u.Tenant).SelectMany(t => t.Select(u => Row(Iso(u.Day), u)).Append(Row("total", Sum([.. t]))))),
            "Calls are those that the database counted; the rest is as clients reported it.",
            "Too soon: refused by the database's own limit. Calls that a process refused by itself never reached it; get_usage shows both as rate_limited.",
        ];
    }

    public static IEnumerable<string> Csv(IReadOnlyList<UsageDay> usage) =>
        usage.Select(u => string.Create(
            CultureInfo.InvariantCulture,
            $"{u.Tenant},{Iso(u.Day)},{u.Counted},{u.Refused},{u.Reported},{u.Difference},{u.TokensIn},{u.TokensOut},{u.Rows},{u.BytesBilled},{Money(u.CostUsd)}")).Prepend(CsvHeading);

    public static void Write(Utf8JsonWriter json, DateRange days, IReadOnlyList<UsageDay> usage)
    {
        json.WriteString("from", Iso(days.From));
        json.WriteString("to", Iso(days.To));
        json.WriteString("time_zone", "UTC");
        json.WriteStartArray("days");
        foreach (var u in usage)
        {
            json.WriteStartObject();
            json.WriteString("tenant", u.Tenant.Value);
            json.WriteString("day", Iso(u.Day));
            json.WriteNumber("calls_counted", u.Counted);
            json.WriteNumber("calls_refused", u.Refused);
            json.WriteNumber("calls_reported", u.Reported);
            json.WriteNumber("difference", u.Difference);
            json.WriteNumber("tokens_in", u.TokensIn);
            json.WriteNumber("tokens_out", u.TokensOut);
            json.WriteNumber("rows", u.Rows);
            json.WriteNumber("bytes_billed", u.BytesBilled);
            json.WriteString("cost_usd", Money(u.CostUsd));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static UsageDay Sum(IReadOnlyList<UsageDay> days) => days[0] with
    {
        Counted = days.Sum(d => d.Counted),
        Refused = days.Sum(d => d.Refused),
        Reported = days.Sum(d => d.Reported),
        TokensIn = days.Sum(d => d.TokensIn),
        TokensOut = days.Sum(d => d.TokensOut),
        Rows = days.Sum(d => d.Rows),
        BytesBilled = Saturated(days.Sum(d => (decimal)d.BytesBilled)),
        CostUsd = days.Sum(d => d.CostUsd),
    };

    // One client that reports nonsense must not cost everybody the report.
    private static long Saturated(decimal sum) => sum >= long.MaxValue ? long.MaxValue : (long)sum;

    private static IReadOnlyList<string> Row(string day, UsageDay u) =>
    [
        u.Tenant.Value, day, Number(u.Counted), Number(u.Refused), Number(u.Reported), Number(u.Difference), Number(u.TokensIn), Number(u.TokensOut),
        Number(u.BytesBilled), Money(u.CostUsd),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal money) => money.ToString("0.00##########", CultureInfo.InvariantCulture);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
