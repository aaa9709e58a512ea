using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.EndToEndTests.Administration;

/// <summary>A BigQuery on loopback that keeps what it is told of datasets and tables, and knows nothing else. Whether it is right is asked elsewhere.</summary>
internal sealed class ListeningBigQuery : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, JsonObject> _things = new(StringComparer.Ordinal);
    private readonly Task _answering;
    private int _writes;

    public ListeningBigQuery()
    {
        Host = $"127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _answering = AnswerAsync();
    }

    public string Host { get; }

    public int Writes => Volatile.Read(ref _writes);

    public JsonObject this[string path] => _things["/bigquery/v2/projects/" + path];

    public void Dispose()
    {
        _listener.Close();
        _answering.Wait();
    }

    private async Task AnswerAsync()
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

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var answer = Answer(context.Request.HttpMethod, context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()); // a request has an address
            context.Response.StatusCode = answer is null ? 404 : 200;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer?.ToJsonString() ?? """{"error":{"code":404,"errors":[{"reason":"notFound"}]}}"""));
            context.Response.Close();
        }
    }

    private JsonObject? Answer(string method, string path, string body)
    {
        if (method == "GET")
            return _things.GetValueOrDefault(path);

        Interlocked.Increment(ref _writes);
        var sent = (JsonObject)JsonNode.Parse(body)!; // what is written is an object
        if (method == "POST")
            return _things[$"{path}/{(string?)(sent["tableReference"]?["tableId"] ?? sent["datasetReference"]?["datasetId"])}"] = sent;

        var thing = _things[path];
        foreach (var (name, value) in sent)
            thing[name] = value?.DeepClone();

        return thing;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
