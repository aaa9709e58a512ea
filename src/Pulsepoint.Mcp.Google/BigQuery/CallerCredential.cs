using System.Net.Http.Headers;
using Google.Apis.Http;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Puts the caller's token on every request, those of an upload's pieces, too.</summary>
internal sealed class CallerCredential(Caller caller, CallerTokens tokens) : IConfigurableHttpClientInitializer, IHttpExecuteInterceptor
{
    private string? _sent;
    private bool _isRenewed;

    /// <summary>After Google refused the token: whether the request is worth sending again, with another. Once, as this is made for one call.</summary>
    public bool Renew()
    {
        if (_isRenewed || _sent is null)
            return false;

        _isRenewed = true;
        return tokens.Forget(caller, _sent);
    }

    public void Initialize(ConfigurableHttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);

        httpClient.MessageHandler.AddExecuteInterceptor(this);
    }

    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        _sent = await tokens.TokenAsync(caller, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _sent);
    }
}
