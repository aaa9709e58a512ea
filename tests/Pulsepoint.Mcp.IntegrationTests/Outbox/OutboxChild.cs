using System.Diagnostics;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>A real process that makes and delivers events until its input ends, or until it is killed.</summary>
internal sealed class OutboxChild : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private OutboxChild(Process process) => _process = process;

    public static async Task<OutboxChild> StartAsync(StateFolder state, TenantContext tenant, string journal)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Pulsepoint.Mcp.OutboxProcess.dll"), "chain", state.Root, tenant.Tenant.Value, tenant.Key.ToString(), journal, "0", "0" },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var child = new OutboxChild(Process.Start(start)!);
        await child.ReadAsync();
        return child;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>Ends its input.</summary>
    /// <returns>What it said was still waiting.</returns>
    public async Task<string?> EndAsync()
    {
        _process.StandardInput.Close();
        var waiting = await ReadAsync();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return waiting;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private Task<string?> ReadAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
}
