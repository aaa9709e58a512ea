using System.Net;
using System.Net.Sockets;

namespace Pulsepoint.Mcp.Alerts;

/// <summary>
/// Posts to an address that an administrator named. What the name stands for is looked at when it is connected to, not before:
/// it may stand for something else by then. No redirect is followed, and no proxy asked, which could reach more than we may.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly WebhookOptions _options;
    private readonly HttpClient _client;

    public WebhookClient(WebhookOptions options)
    {
        _options = options;
#pragma warning disable CA2000 // The client disposes of it.
        _client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = s_patience, ConnectCallback = ConnectAsync },
            disposeHandler: true)
        {
            Timeout = s_patience,
        };
#pragma warning restore CA2000
    }

    /// <returns>The status of the answer, whose body nobody reads.</returns>
    /// <exception cref="HttpRequestException">It cannot be reached, or may not: then it is, or holds, a <see cref="ForbiddenAddressException"/>.</exception>
    /// <exception cref="TaskCanceledException">It did not answer within ten seconds.</exception>
    public async Task<HttpStatusCode> PostAsync(Uri url, byte[] json, string signatureHeader, string signature, CancellationToken cancellationToken)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(_options.AllowsLoopbackHttp && url.IsLoopback))
            throw new ForbiddenAddressException("The webhook's address is not HTTPS.");

        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add(signatureHeader, signature);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
            throw new ForbiddenAddressException("The webhook's address is not on the internet; PULSEPOINT_WEBHOOK_PRIVATE=1 allows the own network.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        _options.AllowsPrivate || PublicAddress.Is(address) || (_options.AllowsLoopbackHttp && IPAddress.IsLoopback(address));
}
