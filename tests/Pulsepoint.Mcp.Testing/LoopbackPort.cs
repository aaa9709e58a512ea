using System.Net;
using System.Net.Sockets;

namespace Pulsepoint.Mcp.Testing;

/// <summary>Ports of this machine, for servers that cannot be told to take any.</summary>
public static class LoopbackPort
{
    private const int Attempts = 10;

    /// <summary>One that nobody has just now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An HTTP listener that has started, and where.</summary>
    public static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var listener = new HttpListener();
            var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{Free()}/"));
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < Attempts)
            {
                // Between the look and this, another test or a connection of one took the port.
                listener.Close();
            }
        }
    }
}
