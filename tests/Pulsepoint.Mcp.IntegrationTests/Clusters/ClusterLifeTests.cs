using System.Diagnostics;
using System.Runtime.Versioning;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

internal sealed class ClusterLifeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task The_second_user_attaches_to_the_same_server()
    {
        await using var scene = new ClusterScene();
        await using var first = await scene.CreateOrAttachAsync();
        var server = scene.ServerProcess;

        await using var second = await scene.Cluster().AttachAsync(CancellationToken.None);

        second.Address.Should().Be(first.Address);
        scene.ServerProcess.Should().Be(server);
    }

    [Test]
    public async Task Three_starts_at_once_on_a_fresh_folder_make_one_cluster()
    {
        await using var scene = new ClusterScene();

        var leases = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(scene.CreateOrAttachAsync)));

        leases.Select(lease => lease.Address).Distinct().Should().ContainSingle();
        (await scene.AskAsync("select 1")).Should().Be("1");
        await Task.WhenAll(leases.Select(lease => lease.DisposeAsync().AsTask()));
        scene.ServerProcess.Should().BeNull("the last of the three stopped it");
    }

    [Test]
    public async Task Only_the_last_user_stops_the_server()
    {
        await using var scene = new ClusterScene();
        var first = await scene.CreateOrAttachAsync();
        var second = await scene.CreateOrAttachAsync();

        await first.DisposeAsync();
        var afterFirst = scene.ServerProcess;
        await second.DisposeAsync();

        afterFirst.Should().NotBeNull();
        scene.ServerProcess.Should().BeNull();
    }

    [Test]
    public async Task Returning_a_lease_twice_does_not_take_anothers()
    {
        await using var scene = new ClusterScene();
        var first = await scene.CreateOrAttachAsync();
        await using var second = await scene.CreateOrAttachAsync();

        await first.DisposeAsync();
        await first.DisposeAsync();

        (await scene.AskAsync("select 1")).Should().Be("1");
    }

    [Test]
    public async Task Keep_running_leaves_the_server_to_the_next_user()
    {
        await using var scene = new ClusterScene();
        var lease = await scene.CreateOrAttachAsync();
        var server = scene.ServerProcess;
        lease.KeepRunning = true;

        await lease.DisposeAsync();

        ProcessTable.IsServer(server!.Value).Should().BeTrue();
        await using var next = await scene.Cluster().AttachAsync(CancellationToken.None);
        scene.ServerProcess.Should().Be(server);
    }

    [Test]
    public async Task What_was_kept_running_is_stopped_on_demand_and_not_while_somebody_uses_it()
    {
        await using var scene = new ClusterScene();
        var lease = await scene.CreateOrAttachAsync();
        lease.KeepRunning = true;
        var whileUsed = () => scene.Cluster().StopAsync(CancellationToken.None);
        await whileUsed.Should().ThrowAsync<RefusalException>();
        lease.KeepRunning = true;
        await lease.DisposeAsync();

        (await scene.Cluster().StopAsync(CancellationToken.None)).Should().BeTrue();

        scene.ServerProcess.Should().BeNull();
        (await scene.Cluster().StopAsync(CancellationToken.None)).Should().BeFalse();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();
        scene.ServerProcess.Should().BeNull("it is not asked to stay any more");
    }

    [Test]
    public async Task A_stopped_cluster_starts_again_with_its_rows()
    {
        await using var scene = new ClusterScene();
        await using (await scene.CreateOrAttachAsync())
            await scene.AskAsync("create table kept as select 42 as answer");

        await using var again = await scene.Cluster().AttachAsync(CancellationToken.None);

        (await scene.AskAsync("select answer from kept")).Should().Be("42");
    }

    [Test]
    public async Task After_a_killed_postmaster_the_next_start_recovers_every_commit()
    {
        await using var scene = new ClusterScene();
        await using var witness = await scene.CreateOrAttachAsync();
        await scene.AskAsync("create table kept as select 42 as answer");
        using var postmaster = Process.GetProcessById(scene.ServerProcess!.Value);

        postmaster.Kill();
        SpinWait.SpinUntil(() => !ProcessTable.IsServer(postmaster.Id), s_patience).Should().BeTrue();
        await using var again = await scene.Cluster().AttachAsync(CancellationToken.None);

        (await scene.AskAsync("select answer from kept")).Should().Be("42");
        scene.ServerProcess.Should().NotBe(postmaster.Id);
    }

    [Test]
    public async Task A_lock_file_whose_number_now_belongs_to_another_program_is_no_obstacle()
    {
        await using var scene = new ClusterScene();
        await using (await scene.CreateOrAttachAsync())
        {
            File.Copy(scene.Folders.PostmasterFile, scene.Folders.PostmasterFile + ".kept");
        }

        var lines = await File.ReadAllLinesAsync(scene.Folders.PostmasterFile + ".kept");
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(scene.Folders.PostmasterFile, lines);
        await using var again = await scene.CreateOrAttachAsync();

        (await scene.AskAsync("select 1")).Should().Be("1");
    }

    [Test]
    public async Task A_server_that_is_still_starting_is_waited_for()
    {
        await using var scene = new ClusterScene();
        await using var starter = await scene.CreateOrAttachAsync();
        var ready = await File.ReadAllTextAsync(scene.Folders.PostmasterFile);
        await File.WriteAllTextAsync(scene.Folders.PostmasterFile, ready.Replace("ready   ", "starting", StringComparison.Ordinal));

        var attaching = scene.Cluster().AttachAsync(CancellationToken.None);
        var early = attaching.IsCompleted;
        await File.WriteAllTextAsync(scene.Folders.PostmasterFile, ready);
        await using var second = await attaching;

        early.Should().BeFalse();
        second.Address.Should().Be(starter.Address);
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task A_start_given_up_before_the_server_has_said_who_it_is_leaves_no_server_without_users()
    {
        Assume.That(OperatingSystem.IsLinux());
        await using var scene = new ClusterScene();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();
        var slow = SlowMessenger.In(scene);
        using var giveUp = new CancellationTokenSource();

        var starting = scene.Cluster(new EmbeddedClusterOptions { ProgramFolder = slow.Folder }).AttachAsync(giveUp.Token);
        slow.WaitUntilItIsCalled(s_patience);
        await giveUp.CancelAsync();
        slow.LetGo();
        var outcome = () => starting;

        await outcome.Should().ThrowAsync<OperationCanceledException>();
        slow.WaitUntilTheServerWasTold(s_patience);
        File.Exists(scene.Folders.PostmasterFile).Should().BeFalse();
    }

    [Test]
    public async Task A_start_given_up_in_its_middle_leaves_no_server_without_users()
    {
        await using var scene = new ClusterScene();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();
        using var giveUp = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(scene.Folders.Data, "postmaster.pid") { EnableRaisingEvents = true };
        watcher.Created += (_, _) => giveUp.Cancel();

        var starting = () => scene.Cluster().AttachAsync(giveUp.Token);

        await starting.Should().ThrowAsync<OperationCanceledException>();
        File.Exists(scene.Folders.PostmasterFile).Should().BeFalse();
    }

    [Test]
    public async Task A_user_that_was_killed_no_longer_keeps_the_server()
    {
        Assume.That(OperatingSystem.IsLinux());
        await using var scene = new ClusterScene();
        var lease = await scene.CreateOrAttachAsync();
        // Another process that holds the users' lock, the way a second server would.
        using var other = Process.Start(new ProcessStartInfo("flock", ["--shared", "--no-fork", scene.Folders.UsersLock, "sh", "-c", "echo held; exec sleep 600"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync()).Should().Be("held");

        await lease.DisposeAsync();
        var whileOtherLived = scene.ServerProcess;
        other.Kill();
        await other.WaitForExitAsync();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();

        whileOtherLived.Should().NotBeNull();
        scene.ServerProcess.Should().BeNull();
    }

    [Test]
    public async Task A_start_that_broke_off_in_the_middle_is_made_good()
    {
        await using var scene = new ClusterScene();
        Directory.CreateDirectory(Path.Combine(scene.Folders.DataInTheMaking, "base"));

        await using var lease = await scene.CreateOrAttachAsync();

        (await scene.AskAsync("select 1")).Should().Be("1");
        Directory.Exists(scene.Folders.DataInTheMaking).Should().BeFalse();
    }

    [Test]
    public async Task A_cluster_of_another_major_version_is_refused_in_plain_words()
    {
        await using var scene = new ClusterScene();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();
        await File.WriteAllTextAsync(scene.Folders.VersionFile, "13\n");

        var attaching = () => scene.Cluster().AttachAsync(CancellationToken.None);

        (await attaching.Should().ThrowAsync<RefusalException>())
            .Which.Message.Should().StartWith("The embedded database was made by Postgres 13, and this machine has only Postgres ");
    }

    [Test]
    public async Task Whoever_waits_too_long_for_the_start_lock_is_told_so()
    {
        await using var scene = new ClusterScene();
        await (await scene.CreateOrAttachAsync()).DisposeAsync();
        await using var held = new FileStream(scene.Folders.StartLock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var starting = () => scene.Cluster(new EmbeddedClusterOptions { LockTimeout = TimeSpan.FromMilliseconds(100) }).CreateOrAttachAsync(CancellationToken.None);

        (await starting.Should().ThrowAsync<RefusalException>()).Which.Message.Should().StartWith("Another process has been starting");
    }

    [Test]
    public async Task Giving_up_while_waiting_leaves_no_user_behind()
    {
        await using var scene = new ClusterScene();
        var lease = await scene.CreateOrAttachAsync();
        using var giveUp = new CancellationTokenSource();
        var held = new FileStream(scene.Folders.StartLock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var waiting = scene.Cluster().AttachAsync(giveUp.Token);

        await giveUp.CancelAsync();
        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        await held.DisposeAsync();
        await lease.DisposeAsync();

        scene.ServerProcess.Should().BeNull();
    }
}
