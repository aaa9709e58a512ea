using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Warns of a key that ends soon: once per session, and whenever the brands are listed.</summary>
internal sealed class KeyExpiryFilter(TimeProvider time) : ICallFilter
{
    private static readonly Duration s_notice = Duration.FromDays(14);

    private int _told;

    public async Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        var answer = await next(call, cancellationToken);
        if (call.Tenant is not { } tenant)
            return answer;

        var left = tenant.ExpiresAt - Instant.FromDateTimeOffset(time.GetUtcNow());
        if (left >= s_notice || (Interlocked.Exchange(ref _told, 1) == 1 && !call.Tool.Declaration.AlwaysTellsKeyExpiry))
            return answer;

        return answer with { Warnings = [.. answer.Warnings, Warn(tenant.ExpiresAt, left)] };
    }

    private static string Warn(Instant expiresAt, Duration left)
    {
        var days = Math.Max(0, left.Days);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The API key expires on {expiresAt.InUtc().Date:uuuu-MM-dd} ({days} day{(days == 1 ? "" : "s")} left): ask your administrator for a new one.");
    }
}
