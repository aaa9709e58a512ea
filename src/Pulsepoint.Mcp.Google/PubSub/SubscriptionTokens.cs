using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>
/// Whom Pub/Sub sees when a subscription is read: an account that the platform keeps for it, or the tenant's identity. With one of its
/// own, no key's token reads what colleagues asked.
/// </summary>
internal sealed class SubscriptionTokens(ITokenAccess access)
{
    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task<string> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) =>
        await access.TokenAsync(tenant, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "There are no credentials for Pub/Sub.",
            "Set PULSEPOINT_ALERTS_CREDENTIALS to the file of an account that may read the subscription, or PUBSUB_EMULATOR_HOST to use an emulator.");
}
