using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using NodaTime;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The events of a tenant's own subscription. What is no event is passed over for good: it would come for ever.</summary>
internal sealed partial class UsageStream(SubscriptionReader reader, ResourceTemplate<Subscription> subscriptions, ILogger<UsageStream> logger) : IUsageStream
{
    private static readonly Duration s_ackDeadline = Duration.FromSeconds(60);

    public async IAsyncEnumerable<StreamedUsage> ReadAsync(TenantContext tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        var passedOver = Task.CompletedTask;
        await foreach (var received in reader.ReadAsync(tenant, subscriptions.For(tenant.Tenant), s_ackDeadline, cancellationToken))
        {
            if (TryRead(received.Data) is { } usage)
            {
                yield return new StreamedUsage(usage, received.AckAsync);
                continue;
            }

            // Its answer is on its way while the next is read, so that a flood of them holds no event up.
            LogPassedOver(logger, received.MessageId);
            if (passedOver.IsCompleted)
                await passedOver;
            passedOver = Task.WhenAll(passedOver, received.AckAsync(cancellationToken));
        }
    }

    private static UsageEvent? TryRead(ReadOnlyMemory<byte> data)
    {
        try
        {
            return UsageEventJson.Read(data);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(5102, LogLevel.Warning, "Message {MessageId} is no usage event and is passed over")]
    private static partial void LogPassedOver(ILogger logger, string messageId);
}
