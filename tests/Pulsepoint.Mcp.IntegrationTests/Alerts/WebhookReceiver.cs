using System.Net;
using System.Text;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Alerts;

/// <summary>A receiver on loopback, written against docs/alerts.md and not against our code.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Queue<int> _answers;
    private readonly Task _loop;

    /// <param name="answers">The status of each answer in turn; the last one stays.</param>
    public WebhookReceiver(params int[] answers)
    {
        _answers = new Queue<int>(answers);
        (_listener, Url) = LoopbackPort.Listen();
        _loop = AnswerAsync();
    }

    public Uri Url { get; }

    public List<(string Signature, string Body)> Seen { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                Seen.Add((context.Request.Headers["Pulsepoint-Signature"] ?? "", await reader.ReadToEndAsync()));
                context.Response.StatusCode = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
                if (context.Response.StatusCode is 302)
                    context.Response.RedirectLocation = Url.AbsoluteUri + "elsewhere";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
