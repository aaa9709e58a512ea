using System.Globalization;
using System.Text.Json;
using Pulsepoint.Mcp.Hosting;
using Spectre.Console;

namespace Pulsepoint.Mcp.Demo;

/// <summary>The outcome for people: the answer as a table, where it comes from, and what to do next.</summary>
internal static class DemoReport
{
    // Wider than any sentence: what reads a pipe breaks lines by itself.
    private const int UnwrappedWidth = 2_000;

    public static void Write(DemoOutcome outcome)
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = UnwrappedWidth;

        var answer = outcome.Answer;
        console.MarkupLineInterpolated($"[bold]{answer.Question}[/]");
        if (answer.Code is not null)
        {
            console.WriteLine(answer.Text);
            return;
        }

        console.Write(Table(answer.Content));
        console.WriteLine(answer.Content.GetProperty("summary").GetString() ?? "");
        foreach (var warning in answer.Content.GetProperty("warnings").EnumerateArray())
            console.WriteLine($"Note: {warning.GetString()}");

        WriteProvenance(console, answer.Content.GetProperty("provenance"));
        WriteNextSteps(outcome);
    }

    private static Table Table(JsonElement content)
    {
        var table = new Table().Border(TableBorder.Rounded);
        var columns = content.GetProperty("columns").EnumerateArray().ToArray();
        foreach (var column in columns)
        {
            var unit = column.TryGetProperty("unit", out var named) ? named.GetString() : null;
            var title = Markup.Escape(column.GetProperty("id").GetString() + (unit is null ? "" : $" ({unit})"));
            var isText = column.GetProperty("type").GetString() is "text" or "date";
            table.AddColumn(isText ? new TableColumn(title) : new TableColumn(title).RightAligned());
        }

        foreach (var row in content.GetProperty("rows").EnumerateArray())
            table.AddRow(row.EnumerateArray().Select((cell, i) => Markup.Escape(CellText(cell, columns[i].GetProperty("type").GetString()))).ToArray());

        return table;
    }

    private static string CellText(JsonElement cell, string? type) => (cell.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => "n/a",
        (JsonValueKind.Number, "money") => cell.GetDecimal().ToString("#,0.00", CultureInfo.InvariantCulture),
        (JsonValueKind.Number, _) => cell.GetDecimal().ToString("#,0.######", CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };

    private static void WriteProvenance(IAnsiConsole console, JsonElement provenance)
    {
        string Text(string name) => provenance.GetProperty(name).ToString();
        var through = string.Join(", ", provenance.GetProperty("data_through").EnumerateObject().Select(s => $"{s.Name} {s.Value}"));
        var zones = string.Join(", ", provenance.GetProperty("day_zones").EnumerateArray().Select(z => z.GetString()));
        console.WriteLine($"From {Text("source")}, {Text("from")} to {Text("to")} ({zones}), in {Text("currency")}, loaded through {through}.");
    }

    private static void WriteNextSteps(DemoOutcome outcome)
    {
        var own = OwnCommand.Find();
        var key = outcome.Organisations[0].Keys[0].File;
        // Written plainly: lines that are copied must not be wrapped at the width of the terminal.
        Console.Out.WriteLine($"""

            Answered by the server itself, through a pipe ({outcome.Answer.ToolCount} tools, {outcome.Seconds["total"]:0.0} s in all).

            Add it to your client (claude_desktop_config.json, or Cursor's mcp.json):

            {ClientConfig.Json(own, key, outcome.State)}

            Three things to try:
              1. Ask your client: "Which products of Peakform sold best in October, and what share was returned?"
              2. In a shell:      PULSEPOINT_STATE={outcome.State} PULSEPOINT_API_KEY_FILE={key} {ClientConfig.Shell(own)} call list_brands --text
              3. As another organisation: use {outcome.Organisations[^1].Keys[0].File} instead; not one row of {outcome.Organisations[0].Description.Name} can be seen with it.
            """);
    }
}
