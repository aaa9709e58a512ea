using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.Access;

/// <summary>What gives tokens for credentials, on loopback; says the same to everybody.</summary>
internal sealed class TokenEndpoint : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _answering;

    public TokenEndpoint(int status = 200)
    {
        (_listener, var address) = LoopbackPort.Listen();
        Address = address.AbsoluteUri;
        _answering = AnswerAsync(status);
    }

    public string Address { get; }

    /// <summary>The forms that were sent.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose()
    {
        _listener.Close();
        _answering.Wait();
    }

    private async Task AnswerAsync(int status)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using (var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8))
                Requests.Enqueue(await reader.ReadToEndAsync());

            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            var answer = status == 200
                ? """{"access_token":"ya29.given","token_type":"Bearer","expires_in":3600,"issued_token_type":"urn:ietf:params:oauth:token-type:access_token"}"""
                : """{"error":"invalid_grant","error_description":"Account not found"}""";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
    }
}
