using System.Net;
using System.Net.Sockets;

namespace Pulsepoint.Mcp.Testing;

/// <summary>A Maven repository on this machine: serves what was put there, and nothing else.</summary>
public sealed class LoopbackMirror : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly Task _serving;

    public LoopbackMirror()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/maven/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>A repository that does not answer.</summary>
    public static Uri Nowhere => new($"http://127.0.0.1:{FreePort()}/");

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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
