namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Sends over what many clients share: none of them ends it.</summary>
internal sealed class LentHandler(HttpMessageInvoker shared) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => shared.SendAsync(request, cancellationToken);
}
