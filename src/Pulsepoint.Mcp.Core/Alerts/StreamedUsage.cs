using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Core.Alerts;

/// <summary>An event of a stream.</summary>
/// <param name="Event">What happened.</param>
/// <param name="DoneAsync">Says that it need not come again.</param>
public sealed record StreamedUsage(UsageEvent Event, Func<CancellationToken, Task> DoneAsync);
