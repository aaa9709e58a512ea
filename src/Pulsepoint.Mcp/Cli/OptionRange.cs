using System.CommandLine;
using System.Globalization;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Bounds of a number on a command line. What is no number at all is left to the library, which refuses it by itself.</summary>
internal static class OptionRange
{
    /// <param name="option">The option.</param>
    /// <param name="least">The least that it takes.</param>
    /// <param name="most">The most that it takes.</param>
    /// <param name="what">What it takes, such as <c>numbers</c>.</param>
    public static void Takes(this Option<int> option, int least, int most, string what) => option.Validators.Add(result =>
    {
        // Reading the value here would throw where it is none, before anybody is there to turn that into a sentence.
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes {what} from {least} to {most}."));
    });
}
