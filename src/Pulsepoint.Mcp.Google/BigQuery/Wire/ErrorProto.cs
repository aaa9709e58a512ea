namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <param name="Reason">Like <c>accessDenied</c>: what programs go by.</param>
/// <param name="Location">What it is about.</param>
/// <param name="Message">For people; may repeat what was sent.</param>
internal sealed record ErrorProto(string? Reason, string? Location, string? Message);
