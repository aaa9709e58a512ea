namespace Pulsepoint.Mcp.Alerts;

/// <summary>A webhook's address that must not be reached, however often it is tried.</summary>
internal sealed class ForbiddenAddressException(string message) : HttpRequestException(message);
