using System.Net.Http.Headers;
using Google.Apis.Http;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using ITokenAccess = Pulsepoint.Mcp.Google.Access.ITokenAccess;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Puts the tenant's token on every request, those of an upload's pieces, too.</summary>
internal sealed class TenantCredential(TenantContext tenant, ITokenAccess tokens) : IConfigurableHttpClientInitializer, IHttpExecuteInterceptor
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

        var token = await tokens.TokenAsync(tenant, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "There are no credentials for BigQuery.",
            "Ask your administrator, or set BIGQUERY_EMULATOR_HOST to use an emulator.");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
