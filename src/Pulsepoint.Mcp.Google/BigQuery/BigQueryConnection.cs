using Google.Apis.Http;
using Google.Apis.Services;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>The one pool of connections to BigQuery; opened by the first call. What is sent over it, is sent as one caller.</summary>
internal sealed class BigQueryConnection(BigQueryEndpoint endpoint, CallerTokens tokens) : IDisposable
{
    private readonly Lazy<HttpMessageInvoker> _sockets = new(() => new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = endpoint.NeedsToken,
        // BigQuery sends nobody elsewhere; what does is no BigQuery, and shall not have the token.
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    }));

    public Uri Address => endpoint.Address;

    /// <summary>Cheap, and to be disposed after the call: the connections outlive it.</summary>
    public BigQueryService For(Caller caller)
    {
        var credential = endpoint.NeedsToken ? new CallerCredential(caller, tokens) : null;
        var service = new BigQueryService(
            new BaseClientService.Initializer
            {
                ApplicationName = "pulsepoint-mcp",
                HttpClientFactory = new HttpClientFromMessageHandlerFactory(asked => new(new LentHandler(_sockets.Value), asked.MayPerformDecompression, handlesRedirect: false)),
                HttpClientInitializer = credential,
                Serializer = WireSerializer.Instance,
                // Another try is for BigQueryCalls: two that repeat would multiply.
                DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
            },
            endpoint,
            credential);
        service.HttpClient.MessageHandler.NumTries = 1;
        return service;
    }

    public void Dispose()
    {
        if (_sockets.IsValueCreated)
            _sockets.Value.Dispose();
    }
}
