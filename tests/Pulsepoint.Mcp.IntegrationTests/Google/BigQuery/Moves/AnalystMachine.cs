using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.DuckDb.Demo;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>A machine that has a key of the scene's tenant and none of its facts: the tool runs there as a process of its own.</summary>
internal sealed class AnalystMachine : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly MoveScene _scene;
    private readonly StateFolder _state;
    private readonly string _database;

    private AnalystMachine(MoveScene scene, StateFolder state)
    {
        (_scene, _state) = (scene, state);
        var address = new NpgsqlConnectionStringBuilder(scene.Database.PlatformDatabase);
        address.Remove("Username");
        address.Remove("Password");
        _database = address.ConnectionString;
    }

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
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        var process = Process.Start(new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.dll"), "serve", "--state", _state.Root])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PULSEPOINT_DATABASE"] = _database,
                ["PULSEPOINT_API_KEY_FILE"] = KeyFile,
                ["PULSEPOINT_ANSWER_SECONDS"] = "120",
                ["BIGQUERY_EMULATOR_HOST"] = _scene.Server.Host,
            },
        })!; // it is no document that another program opens
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
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
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

    private async Task IssueAsync()
    {
        await using var services = ToolServices.Build(Settings.Load(_state.Root, name => name == "PULSEPOINT_DATABASE" ? _database : null));
        var issuer = services.GetRequiredService<IKeyIssuer>();
        issuer.Init();
        var now = SystemClock.Instance.GetCurrentInstant();
        var user = DemoTenants.Of(MoveScene.Cinder).Users[0];
        var grant = new KeyGrant
        {
            Key = new KeyId(Guid.CreateVersion7(now.ToDateTimeOffset())),
            Tenant = MoveScene.Cinder,
            TenantName = "Cinder",
            User = user.User,
            UserName = "Analyst",
            Permissions = Permissions.AnalyticsRead,
            Brands = BrandScope.All,
            IssuedAt = now,
            ExpiresAt = now + Duration.FromDays(1),
        };
        var key = issuer.Sign(grant);
        await _scene.Database.Get<IKeyRegistry>().RegisterAsync(grant, key, CancellationToken.None);
        StateFolder.WritePrivate(KeyFile, key.Reveal());
    }
}
