using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Demo;

/// <summary>Starts this same program as a server and speaks MCP with it through its pipes, as a client would.</summary>
internal sealed class ServerPipe : IAsyncDisposable
{
    private const string ProtocolVersion = "2025-11-25";

    // As long as clients give a server before they kill it.
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(2);

    private readonly Process _server;
    private int _lastId;

    private ServerPipe(Process server) => _server = server;

    /// <summary>Starts the server and does not wait for it: it reads its key and opens the database only when asked.</summary>
    public static ServerPipe Start(IReadOnlyDictionary<string, string> environment)
    {
        var own = OwnCommand.Find();
        var start = new ProcessStartInfo(own.Command) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in own.Arguments)
            start.ArgumentList.Add(argument);

        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("PULSEPOINT_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return new ServerPipe(Process.Start(start) ?? throw new InvalidOperationException("The server could not be started."));
    }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await RequestAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = ProtocolVersion,
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "pulsepoint-demo", ["version"] = ToolVersion.Text },
        }, cancellationToken);
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }, cancellationToken);
    }

    /// <summary>Sends a request and waits for its answer; notifications in between are passed over.</summary>
    public async Task<JsonElement> RequestAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }, cancellationToken);
        while (await _server.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            using var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
                return message.RootElement.TryGetProperty("result", out var result) ? result.Clone() : throw new InvalidOperationException($"The server answered {method} with an error: {line}");
        }

        throw new InvalidOperationException($"The server ended before it answered {method}.");
    }

    /// <summary>Closes the input, so that the server leaves the database by itself; kills it only when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        _server.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_leave);
        try
        {
            await _server.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _server.Kill(entireProcessTree: true);
        }

        _server.Dispose();
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        await _server.StandardInput.WriteLineAsync(message.ToJsonString().AsMemory(), cancellationToken);
        await _server.StandardInput.FlushAsync(cancellationToken);
    }
}
