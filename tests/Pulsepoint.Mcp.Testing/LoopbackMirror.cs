using System.Net;

namespace Pulsepoint.Mcp.Testing;

/// <summary>A Maven repository on this machine: serves what was put there, and nothing else.</summary>
public sealed class LoopbackMirror : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Task _serving;

    public LoopbackMirror()
    {
        (_listener, var address) = LoopbackPort.Listen();
        Address = new Uri(address, "maven/");
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>A repository that does not answer.</summary>
    public static Uri Nowhere => new($"http://127.0.0.1:{LoopbackPort.Free()}/");

    public void Put(string path, byte[] content) => _files[Address.AbsolutePath + path] = content;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (await NextAsync() is { } context)
        {
            try
            {
                await AnswerAsync(context);
            }
            catch (HttpListenerException)
            {
                // The client went away in the middle.
            }
        }
    }

    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            return await _listener.GetContextAsync();
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (_files.TryGetValue(context.Request.Url!.AbsolutePath, out var content))
        {
            context.Response.ContentLength64 = content.Length;
            await context.Response.OutputStream.WriteAsync(content);
        }
        else
        {
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        }

        context.Response.Close();
    }
}
