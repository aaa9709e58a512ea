using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>A machine that has a key of the scene's tenant and none of its facts: the tool runs there as a process of its own.</summary>
internal sealed class AnalystMachine : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly MoveScene _scene;
    private readonly StateFolder _state;

    private AnalystMachine(MoveScene scene, StateFolder state) => (_scene, _state) = (scene, state);

    private string KeyFile => Path.Combine(_state.Root, "analyst.key");

    public static async Task<AnalystMachine> CreateAsync(MoveScene scene)
    {
        var machine = new AnalystMachine(scene, new StateFolder(TemporaryFolder.Create()));
        await machine.IssueAsync();
        return machine;
    }

    /// <summary>Starts a server that answers so many questions of which each must ask the dataset.</summary>
    public async Task<Process> AskAsync(int questions)
    {
        var process = ToolProgram.Start(
            ["serve", "--state", _state.Root],
            new Dictionary<string, string>
            {
                ["PULSEPOINT_DATABASE"] = _scene.Database.KeysDatabase,
                ["PULSEPOINT_API_KEY_FILE"] = KeyFile,
                ["PULSEPOINT_ANSWER_SECONDS"] = "120",
                ["BIGQUERY_EMULATOR_HOST"] = _scene.Server.Host,
            });
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        for (var i = 1; i <= questions; i++)
        {
            await process.StandardInput.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $$$$$"""{"jsonrpc":"2.0","id":{{{{{i}}}}},"method":"tools/call","params":{"name":"query_metrics","arguments":{"metrics":["orders"],"dimensions":["region"],"time":{"from":"2026-10-30","to":"2026-11-02"}}}}"""));
        }

        process.StandardInput.Close();
        return process;
    }

    /// <summary>What became of each question: <c>answered</c>, <c>budget_exceeded</c>, or another refusal's code with what it says.</summary>
    public static async Task<IReadOnlyList<string>> OutcomesAsync(Process process)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await errors;
        await process.WaitForExitAsync(patience.Token);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).Where(m => m.TryGetProperty("id", out var id) && id.GetInt32() > 0).Select(Outcome)];
    }

    public void Dispose() => Directory.Delete(_state.Root, recursive: true);

    private static string Outcome(JsonElement message)
    {
        var result = message.GetProperty("result");
        if (!result.TryGetProperty("isError", out var isError) || !isError.GetBoolean())
            return "answered";

        var error = result.GetProperty("_meta").GetProperty("pulsepoint/error");
        var code = error.GetProperty("code").GetString()!; // every error has one
        return code == "budget_exceeded" ? code : $"{code}: {error.GetProperty("message")}";
    }

    private Task<TenantContext> IssueAsync() => SignedKey.IssueAsync(
        _scene.Database,
        _state,
        name => name == "PULSEPOINT_DATABASE" ? _scene.Database.KeysDatabase : null,
        SignedKey.Grant(MoveScene.Cinder, DemoTenants.Of(MoveScene.Cinder).Users[0].User, Permissions.AnalyticsRead, SystemClock.Instance.GetCurrentInstant()),
        KeyFile);
}
