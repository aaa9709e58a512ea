using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

internal static class KeyIdArgument
{
    public static KeyId Parse(string text) => Guid.TryParseExact(text, "D", out var id)
        ? new KeyId(id)
        : throw new UsageException($"'{text}' is not the id of a key.", "Use an id as 'pulsepoint-mcp key list' prints it, like 0190a000-0000-7000-8000-000000000001.");
}
