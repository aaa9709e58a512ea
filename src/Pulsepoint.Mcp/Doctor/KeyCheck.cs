using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether there is a key, what it says, and how long it is still good.</summary>
internal sealed class KeyCheck(Settings settings, IConfiguredKey key, TimeProvider time) : Check("key")
{
    private static readonly Duration s_notice = Duration.FromDays(14);

    public override Ground Gives => Ground.Key;

    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var context = key.Require();
            return Task.FromResult(Judge(context.Tenant.Value, context.ExpiresAt, Instant.FromDateTimeOffset(time.GetUtcNow())));
        }
        catch (RefusalException missing) when (missing.Code == RefusalCode.KeyMissing && !settings.NamesKey() && settings.NamesOperator())
        {
            return Task.FromResult(Finding.Skipped("No API key is configured, and an operator's machine needs none."));
        }
    }

    internal static Finding Judge(string tenant, Instant ends, Instant now)
    {
        var left = (int)Math.Max(0, Math.Floor((ends - now).TotalDays));
        var until = string.Create(CultureInfo.InvariantCulture, $"{ends.InUtc().Date:uuuu-MM-dd} ({left} day{(left == 1 ? "" : "s")} left)");
        return ends - now < s_notice
            ? Finding.Warning($"The API key of {tenant} ends on {until}.", "Ask your administrator for a new one: pulsepoint-mcp key rotate ID --out FILE")
            : Finding.Well($"The API key of {tenant} is signed by a known issuer and good until {until}.");
    }
}
