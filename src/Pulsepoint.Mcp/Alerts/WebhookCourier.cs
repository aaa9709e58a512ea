using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using NodaTime;
using Polly;
using Polly.Retry;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Alerts;

/// <summary>
/// Tells an organisation's webhook of every alert that opened or moved, at least once. What it does not take now is tried again
/// minutes later, for a day; which change a message is about, its delivery_id tells.
/// </summary>
internal sealed class WebhookCourier(IAlertStore store, IOwnAlertWebhooks webhooks, SecretKeeper keeper, WebhookClient client, TimeProvider time)
{
    private const int MostAtOnce = 20;

    // Not of a result: Polly's pipelines of results look into their type, which a program compiled ahead of time cannot.
    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(MayPass).Handle<TaskCanceledException>(),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <returns>Sentences about what could not be told; without a webhook there is nothing to tell.</returns>
    /// <exception cref="Core.Refusals.RefusalException">The key may not, the secret cannot be opened, or the database is away.</exception>
    public async Task<IReadOnlyList<string>> DeliverAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        if (await webhooks.OpenAsync(tenant, cancellationToken) is not { } webhook)
            return [];

        var secret = keeper.Open(AlertWebhook.Bound(tenant.Tenant), webhook.Secret);
        List<string> problems = [];
        foreach (var alert in await store.TakeUntoldAsync(tenant, MostAtOnce, cancellationToken))
        {
            if (await TellAsync(webhook.Url, secret, alert, cancellationToken) is { } problem)
                problems.Add($"The webhook was not told of alert {alert.Id}: {problem}");
            else
                await store.MarkToldAsync(tenant, alert.Id, alert.State, cancellationToken);
        }

        return problems;
    }

    /// <returns>Null where it took the alert.</returns>
    internal async Task<string?> TellAsync(Uri url, Secret secret, Alert alert, CancellationToken cancellationToken)
    {
        var body = BodyOf(alert);
        try
        {
            // Signed anew each time: a receiver refuses what is old.
            var status = await _retries.ExecuteAsync(async token => await PostAsync(url, secret, body, token), cancellationToken);
            return (int)status is >= 200 and < 300 ? null : Answered(status);
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "it did not answer within 10 s.";
        }
    }

    /// <exception cref="HttpRequestException">It was not reached, or asks to be left alone for now.</exception>
    private async Task<HttpStatusCode> PostAsync(Uri url, Secret secret, byte[] body, CancellationToken cancellationToken)
    {
        var status = await client.PostAsync(url, body, WebhookSignature.Header, WebhookSignature.Of(secret, Now, body), cancellationToken);
        return (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            ? throw new HttpRequestException(Answered(status), null, status)
            : status;
    }

    // What must not be reached now must not be a second later. Connecting wraps what it throws.
    private static bool MayPass(HttpRequestException failure) => (failure, failure.InnerException) is not ((ForbiddenAddressException, _) or (_, ForbiddenAddressException));

    private static string Answered(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status}.");

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static byte[] BodyOf(Alert alert)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("delivery_id", $"{alert.Id}-{alert.State.Name()}");
            json.WriteString("type", $"alert.{alert.State.Name()}");
            json.WritePropertyName("alert");
            AlertJson.Write(json, alert);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
