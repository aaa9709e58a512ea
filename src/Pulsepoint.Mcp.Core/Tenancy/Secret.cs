namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>Text that must not reach a log, an error or an answer: printing it gives <c>[redacted]</c>.</summary>
public sealed class Secret(string value)
{
    private readonly string _value = value;

    /// <summary>The text itself. Hand it only to what proves it (a signature check, a login), never to a message.</summary>
    public string Reveal() => _value;

    public override string ToString() => "[redacted]";
}
