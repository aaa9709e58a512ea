using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Testing.Serving;

/// <summary>The real server behind two pipes in memory, spoken to in raw lines as a client would.</summary>
public sealed class McpPair : IAsyncDisposable
{
    /// <summary>How long anything here may take before a test fails.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private const string Meta =
        """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly StreamReader _lines;
    private int _lastId;

    private McpPair(ServiceProvider services)
    {
        _services = services;
        _lines = new StreamReader(_fromServer.Reader.AsStream());
        Served = ServeAsync();
    }

    /// <summary>Ends when the server has ended.</summary>
    public Task Served { get; }

    public static McpPair Start(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        return new McpPair(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task SendAsync(params string[] lines)
    {
        ArgumentNullException.ThrowIfNull(lines);

        foreach (var line in lines)
            await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => await _toServer.Writer.WriteAsync(bytes);

    public void EndInput() => _toServer.Writer.Complete();

    /// <summary>What the host does on SIGTERM.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>The next line of the server; undefined when it has ended.</summary>
    public async Task<JsonElement> ReadAsync() =>
        await _lines.ReadLineAsync().WaitAsync(Timeout) is { } line ? JsonElement.Parse(line) : default;

    /// <summary>Everything that still comes, after the input has been ended.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadToEndAsync()
    {
        EndInput();
        var all = new List<JsonElement>();
        while (await ReadAsync() is { ValueKind: not JsonValueKind.Undefined } line)
            all.Add(line);

        return all;
    }

    /// <summary>Sends one line and gives back the next line of the server.</summary>
    public async Task<JsonElement> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReadAsync();
    }

    /// <summary>A request of the handshake era.</summary>
    public Task<JsonElement> RequestAsync(string method, string parameters = "{}") =>
        AskAsync($$"""{"jsonrpc":"2.0","id":{{++_lastId}},"method":"{{method}}","params":{{parameters}}}""");

    /// <summary>A request of the 2026-07-28 era, with the metadata that it asks for.</summary>
    public Task<JsonElement> ModernRequestAsync(string method, string members = "") =>
        AskAsync(ModernLine($"{++_lastId}", method, members));

    public static string ModernLine(string id, string method, string members = "")
    {
        var more = members.Length == 0 ? "" : "," + members;
        return $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{"_meta":{{{Meta}}} {{{more}}} }}""";
    }

    public Task<JsonElement> InitializeAsync(string version = "2025-11-25") =>
        RequestAsync("initialize", $$$"""{"protocolVersion":"{{{version}}}","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");

    public Task<JsonElement> CallAsync(string tool, string arguments = "{}") =>
        RequestAsync("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Served.WaitAsync(Timeout);
        await _services.DisposeAsync();
        _lines.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            await _services.GetRequiredService<IMcpEndpoint>().ServeAsync(_toServer.Reader.AsStream(), _fromServer.Writer.AsStream(), _stop.Token);
        }
        finally
        {
            await _fromServer.Writer.CompleteAsync();
        }
    }
}
