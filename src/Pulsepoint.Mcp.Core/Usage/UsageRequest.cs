using Pulsepoint.Mcp.Core.Metrics.Query;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Usage as somebody asks for it; nothing of it is checked yet but the view.</summary>
/// <param name="View">What is asked for.</param>
/// <param name="Time">Null for the last 30 days of UTC, today being the last.</param>
/// <param name="User">A person's id, or <c>me</c>; null for all that the key may see.</param>
/// <param name="By">Null for the view's own way.</param>
/// <param name="Cursor">Where the page before ended; null for the first.</param>
public sealed record UsageRequest(UsageView View, RequestTime? Time, string? User, UsageGroup? By, string? Cursor);
