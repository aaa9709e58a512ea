using System.Diagnostics;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Runs a server program to its end, with pipes of its own: our stdin and stdout are the protocol's wire and must never
/// be inherited, least of all by a server that outlives us.
/// </summary>
internal sealed class ProgramRunner(OsAccount? account, TimeProvider time)
{
    /// <summary>After its end a program's last words are in the pipe already.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    // What a program needs to find its libraries, its temporary files and, on Windows, the system.
    private static readonly HashSet<string> s_passedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "HOME", "SystemRoot", "SystemDrive", "ComSpec", "USERPROFILE",
    };

    public Task<ProgramOutcome> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        // The folder we stand in may be one that the server's user cannot enter.
        RunAsync(Describe(program, arguments, Path.GetPathRoot(program)!), endsWithChildren: true, cancellationToken);

    /// <summary>
    /// Runs pg_ctl without a path among its arguments: it pastes them into a shell's command line, where a quote or
    /// dollar in a folder's name would be read as more than a name.
    /// </summary>
    public Task<ProgramOutcome> ControlAsync(
        string program, string dataFolder, string workingFolder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = Describe(program, arguments, workingFolder);
        start.Environment["PGDATA"] = dataFolder;
        // A server in the middle of its start must not be killed with the messenger.
        return RunAsync(start, endsWithChildren: false, cancellationToken);
    }

    private async Task<ProgramOutcome> RunAsync(ProcessStartInfo start, bool endsWithChildren, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);

        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(endsWithChildren);
            throw;
        }

        return new ProgramOutcome(process.ExitCode, await LastWordsAsync(output) + await LastWordsAsync(errors));
    }

    private ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string workingFolder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = workingFolder,
        };

        if (account is not null)
            start.UserName = account.Name;

        // The server outlives us and may be another user's process: no key or password of ours is its to keep. And PGDATA,
        // PGPORT and kin are about somebody else's server.
        foreach (var name in start.Environment.Keys.Where(name => !s_passedOn.Contains(name)).ToList())
            start.Environment.Remove(name);

        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private async Task<string> LastWordsAsync(Task<string> reading)
    {
        try
        {
            return await reading.WaitAsync(s_lastWords, time);
        }
        catch (TimeoutException)
        {
            // A server that it left behind holds the pipe (Windows hands handles on); its end is not ours to wait for.
            return "";
        }
    }
}
