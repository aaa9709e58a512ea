using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>What libraries log holds what clients say of themselves: neither a key nor a forged line comes through.</summary>
internal static class LogText
{
    public static string OneLine(string text)
    {
        var line = WithoutKeys(text);
        return line.Any(char.IsControl) ? string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)) : line;
    }

    public static string WithoutKeys(string text) => KeyShape.Redact(text);
}
