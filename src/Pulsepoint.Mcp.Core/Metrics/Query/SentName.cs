namespace Pulsepoint.Mcp.Core.Metrics.Query;

/// <summary>
/// Which name of a request was not known. It comes from outside and an answer is read by a model: it is repeated only
/// where it looks like a name, else its place tells.
/// </summary>
internal static class SentName
{
    private const int MaxLength = 40;

    public static string At(string place, string sent) => IsName(sent) ? $"{place} \"{sent}\"" : place;

    private static bool IsName(string sent) =>
        sent.Length is > 0 and <= MaxLength && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
