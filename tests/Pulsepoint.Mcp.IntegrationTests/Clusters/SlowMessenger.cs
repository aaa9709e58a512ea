using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using FluentAssertions;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

/// <summary>The server's programs with a pg_ctl that calls the server only when it is let, though it was killed meanwhile: as if the kill came between two of its steps.</summary>
internal sealed class SlowMessenger
{
    private readonly string _called;

    private SlowMessenger(string folder, string called)
    {
        Folder = folder;
        _called = called;
    }

    public string Folder { get; }

    [UnsupportedOSPlatform("windows")]
    public static SlowMessenger In(ClusterScene scene)
    {
        var real = new ProgramPlaces(Environment.GetEnvironmentVariable("PULSEPOINT_PG_BIN"), null, SystemPlace.OfThisMachine(), scene.Folders.Bundle).Programs().First();
        var folder = Path.Combine(Path.GetDirectoryName(scene.State.Root)!, "slow");
        Directory.CreateDirectory(folder);
        foreach (var program in (string[])[real.Postgres, real.InitDb])
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(program)), program);

        var messenger = Path.Combine(folder, Path.GetFileName(real.PgCtl));
        File.WriteAllText(messenger, $"""
            #!/bin/sh
            [ "$1" = start ] || exec '{real.PgCtl}' "$@"
            mkfifo go
            (read _ < go; exec '{real.PgCtl}' "$@") &
            echo $! > called.part && mv called.part called
            wait

            """);
        const UnixFileMode ForAll = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | ForAll);
        File.SetUnixFileMode(messenger, File.GetUnixFileMode(messenger) | UnixFileMode.UserExecute | ForAll);
        return new SlowMessenger(folder, Path.Combine(scene.Folders.Logs, "called"));
    }

    public void WaitUntilItIsCalled(TimeSpan patience) => SpinWait.SpinUntil(() => File.Exists(_called), patience).Should().BeTrue();

    public void LetGo() => File.WriteAllText(Path.Combine(Path.GetDirectoryName(_called)!, "go"), "\n");

    public void WaitUntilTheServerWasTold(TimeSpan patience)
    {
        try
        {
            using var real = Process.GetProcessById(int.Parse(File.ReadAllText(_called), CultureInfo.InvariantCulture));
            real.WaitForExit(patience).Should().BeTrue();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}
