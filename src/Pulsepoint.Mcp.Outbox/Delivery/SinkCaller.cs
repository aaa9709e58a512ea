using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Outbox.Delivery;

/// <summary>Asks a sink to take events. Whatever it does, the answer is an outcome, or that we were told to stop.</summary>
internal sealed class SinkCaller(IEventSink sink, TimeSpan patience, TimeProvider time)
{
    public async Task<DeliveryOutcome> DeliverAsync(TenantContext tenant, IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // The waiting ends even where the sink does not heed its token.
            return await sink.DeliverAsync(tenant, events, both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Retry("It did not answer in time.");
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (RefusalException refusal)
        {
            return new DeliveryOutcome.Retry($"{refusal.Message} {refusal.NextStep}", refusal.RetryAfterSeconds is { } seconds ? Duration.FromSeconds(seconds) : null);
        }
#pragma warning disable CA1031 // A worker: a sink's failure is its own, and its text may hold anything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new DeliveryOutcome.Retry($"It failed ({failure.GetType().Name}).");
        }
    }
}
