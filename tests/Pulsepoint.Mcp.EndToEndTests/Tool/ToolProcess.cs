using System.Diagnostics;

namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>The tool as a child process: its arguments, its pipes and its exit code, and nothing else of it.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    /// <summary>No run of a test may take longer; a hang becomes a failure that shows what stderr said.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(240);

    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly CancellationTokenSource _timeout = new(Timeout);
    private readonly Task<string> _errors;

    private ToolProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public int Id => _process.Id;

    public static ToolProcess Start(ToolSetting setting, params IReadOnlyList<string> arguments)
    {
        var command = ToolCommand.Current;
        var start = new ProcessStartInfo(command.Executable, [.. command.Prefix, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = setting.WorkingDirectory ?? setting.State,
        };

        start.Environment.Clear();
        foreach (var (name, value) in setting.Environment())
            start.Environment[name] = value;

        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Pipes the lines in, ends the input at once, and waits for the end of the process.</summary>
    public static async Task<ToolRun> RunAsync(ToolSetting setting, IReadOnlyList<string> arguments, params IReadOnlyList<string> lines)
    {
        await using var tool = Start(setting, arguments);
        foreach (var line in lines)
            await tool.WriteLineAsync(line);
        tool.EndInput();
        return await tool.FinishAsync();
    }

    public Task WriteLineAsync(string line) => WriteAsync(line + "\n");

    public async Task WriteAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text.AsMemory(), _timeout.Token);
        await _process.StandardInput.FlushAsync(_timeout.Token);
    }

    public async Task<string> ReadLineAsync() => await WithinTimeoutAsync(_process.StandardOutput.ReadLineAsync(_timeout.Token).AsTask()) ?? "";

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Asks the process to end, as a client does that has waited long enough.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<ToolRun> FinishAsync()
    {
        var output = await WithinTimeoutAsync(_process.StandardOutput.ReadToEndAsync(_timeout.Token));
        await WithinTimeoutAsync(ExitAsync());
        return new ToolRun(_process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _timeout.Dispose();
    }

    /// <summary>As when a client goes: the input ends, and what does not leave by itself is killed. A killed one leaves its database running.</summary>
    private async Task LeaveAsync()
    {
        if (_process.HasExited)
            return;

        using var patience = new CancellationTokenSource(s_leave);
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private async Task<bool> ExitAsync()
    {
        await _process.WaitForExitAsync(_timeout.Token);
        return true;
    }

    private async Task<T> WithinTimeoutAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (OperationCanceledException e) when (_timeout.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The tool did not finish within {Timeout.TotalSeconds} s. It said: {await _errors}", e);
        }
    }
}
