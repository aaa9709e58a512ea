using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Resources;

/// <summary>
/// What a tool answers without arguments, under an address that a client can read, show its user and watch. It is read the way
/// the tool is called: same filters, same limits, one usage event.
/// </summary>
internal sealed record PulsepointResource(string Uri, string Name, string Title, string Description, PulsepointTool Tool)
{
    public const string MimeType = "application/json";
}
