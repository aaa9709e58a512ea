using System.Net.Http.Headers;
using Google.Apis.Http;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Puts the caller's token on every request, those of an upload's pieces, too.</summary>
internal sealed class CallerCredential(Caller caller, CallerTokens tokens) : IConfigurableHttpClientInitializer, IHttpExecuteInterceptor
{
    public void Initialize(ConfigurableHttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);

        httpClient.MessageHandler.AddExecuteInterceptor(this);
    }

    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.TokenAsync(caller, cancellationToken));
    }
}
