using System.Text.Json;
using Spectre.Console;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>A diagnosis on standard output.</summary>
internal static class DiagnosisReport
{
    // Wider than any sentence: what reads a pipe breaks lines by itself.
    private const int UnwrappedWidth = 4_000;

    public static async Task WriteJsonAsync(Diagnosis diagnosis, CancellationToken cancellationToken)
    {
        var output = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(output, DiagnosisAnswer.Of(diagnosis), DiagnosisJson.Readable.DiagnosisAnswer, cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    public static void Write(Diagnosis diagnosis)
    {
        // Colours are left out by the library where NO_COLOR says so, or nobody watches.
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
            console.Profile.Width = UnwrappedWidth;

        var width = diagnosis.Checks.Max(c => c.Name.Length);
        foreach (var (name, finding) in diagnosis.Checks)
        {
            console.Write(new Text($"{Mark(finding.Standing),-8}", new Style(Colour(finding.Standing))));
            console.WriteLine($"{name.PadRight(width)}  {Printable(finding.Text)}");
            if (finding.Fix is { } fix)
                console.WriteLine($"{"",-8}{"".PadRight(width)}  -> {Printable(fix)}");
        }

        console.WriteLine();
        console.WriteLine(Sum(diagnosis));
    }

    internal static string Sum(Diagnosis diagnosis)
    {
        var warnings = diagnosis.Count(Standing.Warning) switch
        {
            0 => "",
            1 => ", with one warning",
            var many => $", with {many} warnings",
        };
        return diagnosis.Count(Standing.Wrong) switch
        {
            0 => $"All is well{warnings}.",
            1 => $"One thing is wrong{warnings}.",
            var many => $"{many} things are wrong{warnings}.",
        };
    }

    private static string Mark(Standing standing) => standing switch
    {
        Standing.Well => "ok",
        Standing.Warning => "warning",
        Standing.Wrong => "WRONG",
        _ => "skipped",
    };

    private static Color Colour(Standing standing) => standing switch
    {
        Standing.Well => Color.Green,
        Standing.Warning => Color.Yellow,
        Standing.Wrong => Color.Red,
        _ => Color.Grey,
    };

    // Paths and names are other people's text, and a terminal obeys what is in it.
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
