using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Retry;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>One request and its answer, as often as it takes. Every request must be one that does no harm if it arrives twice.</summary>
internal sealed class BigQueryCalls(BigQueryConnection connection, TimeProvider time)
{
    // Google's own client begins with a second; a question has not much more than two.
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(32);

    // A minute of waits.
    private const int MostRepeats = 8;

    // From the first byte sent to the last one read. A line that falls silent in the middle of an answer says nothing of it, and what an
    // operator starts has no other limit.
    private static readonly TimeSpan s_longestTry = TimeSpan.FromSeconds(100);

    // Not of a result: Polly's pipelines of results look into their type, which a program compiled ahead of time cannot.
    private readonly ResiliencePipeline _repeats = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<BigQueryException>(e => e.MayRepeat),
            MaxRetryAttempts = MostRepeats,
            Delay = s_firstWait,
            MaxDelay = s_longestWait,
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    public Uri Address => connection.Address;

    public static ReadOnlyMemoryContent Json(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };

    public Task<TAnswer> GetAsync<TAnswer>(Caller caller, ResourceUri uri, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken) =>
        SendAsync(caller, () => new HttpRequestMessage(HttpMethod.Get, uri.Under(connection.Address)), answer, cancellationToken);

    /// <summary>The same without another try.</summary>
    public async Task<TAnswer> GetOnceAsync<TAnswer>(Caller caller, ResourceUri uri, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        using var service = connection.For(caller);
        return await AcceptedAsync(service, () => new HttpRequestMessage(HttpMethod.Get, uri.Under(connection.Address)), (response, read) => ReadAsync(response, answer, read), cancellationToken);
    }

    /// <summary>For what also answers with errors that are not its own, which stay however often it is asked.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="uri">What is asked.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="lasting">Looks what stands behind an error that looks as if it passed; null where it may.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<TAnswer> GetAsync<TAnswer>(
        Caller caller, ResourceUri uri, JsonTypeInfo<TAnswer> answer, Func<CancellationToken, Task<BigQueryException?>> lasting, CancellationToken cancellationToken) =>
        await _repeats.ExecuteAsync(
            async token =>
            {
                try
                {
                    return await GetOnceAsync(caller, uri, answer, token);
                }
                catch (BigQueryException e) when (e.MayRepeat)
                {
                    throw await lasting(token) ?? e;
                }
            },
            cancellationToken);

    /// <param name="caller">Who asks.</param>
    /// <param name="method">POST or PATCH.</param>
    /// <param name="uri">What is asked.</param>
    /// <param name="body">What is sent; with its <paramref name="bodyType"/>.</param>
    /// <param name="bodyType">How it is written.</param>
    /// <param name="answer">How the answer is read.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<TAnswer> SendAsync<TBody, TAnswer>(
        Caller caller, HttpMethod method, ResourceUri uri, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, bodyType);
        return SendAsync(caller, () => new HttpRequestMessage(method, uri.Under(connection.Address)) { Content = Json(bytes) }, answer, cancellationToken);
    }

    /// <exception cref="BigQueryException">BigQuery did not do it, in the end.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(Caller caller, Func<HttpRequestMessage> request, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        using var service = connection.For(caller);
        return await _repeats.ExecuteAsync(async token => await AcceptedAsync(service, request, (response, read) => ReadAsync(response, answer, read), token), cancellationToken);
    }

    /// <summary>For an answer that is read from its headers.</summary>
    /// <exception cref="BigQueryException">BigQuery did not do it, in the end.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(
        Caller caller, Func<HttpRequestMessage> request, Func<HttpResponseMessage, Task<TAnswer>> read, CancellationToken cancellationToken)
    {
        using var service = connection.For(caller);
        return await _repeats.ExecuteAsync(async token => await AcceptedAsync(service, request, (response, _) => read(response), token), cancellationToken);
    }

    /// <summary>For what is sent by other means; it is repeated as it says itself.</summary>
    /// <exception cref="BigQueryException">It did not succeed, in the end.</exception>
    public async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        await _repeats.ExecuteAsync(async token => await work(token), cancellationToken);

    // A token that was good when it was kept may have been taken back since.
    private async Task<TAnswer> AcceptedAsync<TAnswer>(
        BigQueryService service, Func<HttpRequestMessage> make, Func<HttpResponseMessage, CancellationToken, Task<TAnswer>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(service, make, read, cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.NotKnown && service.Credential?.Renew() == true)
        {
            try
            {
                return await TryAsync(service, make, read, cancellationToken);
            }
            catch (RefusalException refusal) when (refusal.Code == RefusalCode.RateLimited)
            {
                // No other is to be had: what is wrong is what Google said.
                throw e;
            }
        }
    }

    private async Task<TAnswer> TryAsync<TAnswer>(
        BigQueryService service, Func<HttpRequestMessage> make, Func<HttpResponseMessage, CancellationToken, Task<TAnswer>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_longestTry, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var request = make();
        try
        {
            using var response = await service.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? await read(response, either.Token) : throw await ErrorMeanings.ReadAsync(response, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Which of them it is depends on how far the request had come when the connection ended.
            cancellationToken.ThrowIfCancellationRequested();
            throw new BigQueryException(BigQueryProblem.NotNow, e is HttpRequestException http ? http.HttpRequestError.ToString() : "no answer", mayRepeat: true, e);
        }
    }

    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage response, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, answer, cancellationToken) ?? throw new JsonException("Nothing was answered.");
        }
        catch (JsonException e)
        {
            throw new BigQueryException(BigQueryProblem.Strange, "no JSON", mayRepeat: false, e);
        }
    }
}
