using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

internal sealed class FreshClusterTests
{
    [Test]
    public async Task A_fresh_folder_gets_a_running_cluster_on_a_socket()
    {
        await using var scene = new ClusterScene();

        await using var lease = await scene.CreateOrAttachAsync();

        lease.Address.Should().Be($"postgresql:///pulsepoint?host={Uri.EscapeDataString(scene.Folders.Sockets)}&port=5432");
        scene.Cluster().Exists.Should().BeTrue();
        (await scene.AskAsync("select current_user::text")).Should().Be(BootstrapAccess.Superuser);
    }

    [TestCase("fsync", "on")]
    [TestCase("data_checksums", "on")]
    [TestCase("jit", "off")]
    [TestCase("max_connections", "60")]
    [TestCase("wal_level", "minimal")]
    [TestCase("max_wal_senders", "0")]
    [TestCase("listen_addresses", "")]
    [TestCase("lc_collate", "C")]
    [TestCase("server_encoding", "UTF8")]
    [TestCase("unix_socket_permissions", "0700")]
    public async Task The_cluster_is_set_up_for_one_small_machine(string setting, string value)
    {
        var lease = await s_shared.CreateOrAttachAsync();
        await using var held = lease;

        var found = await s_shared.AskAsync($"select current_setting('{setting}')");

        found.Should().Be(value);
    }

    [Test]
    public async Task A_wrong_password_is_refused_even_through_the_socket()
    {
        await using var lease = await s_shared.CreateOrAttachAsync();
        var wrong = new Npgsql.NpgsqlConnectionStringBuilder(s_shared.Bootstrap.ConnectionString()) { Password = "wrong", Pooling = false };

        var login = async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(wrong.ConnectionString);
            await connection.OpenAsync();
        };

        (await login.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be("28P01");
    }

    [Test]
    public async Task Nobody_else_can_read_the_password_or_enter_the_data()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);

        await using var lease = await s_shared.CreateOrAttachAsync();

        ModeOf(s_shared.Folders.PasswordFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var folder in new[] { s_shared.Folders.Secrets, s_shared.Folders.Data, s_shared.Folders.Sockets, s_shared.Folders.Logs })
            ModeOf(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder);
    }

    [Test]
    public async Task The_server_holds_none_of_our_standard_streams()
    {
        Assume.That(OperatingSystem.IsLinux());

        await using var lease = await s_shared.CreateOrAttachAsync();

        var streams = Enumerable.Range(0, 3).Select(n => new FileInfo($"/proc/{s_shared.ServerProcess}/fd/{n}").LinkTarget);
        streams.Should().Equal("/dev/null", s_shared.Folders.LogFile, s_shared.Folders.LogFile);
    }

    [Test]
    public async Task A_state_folder_too_deep_for_a_socket_gets_a_loopback_port()
    {
        await using var scene = new ClusterScene(below: string.Join('/', Enumerable.Repeat("a rather long folder's name", 4)));

        await using var lease = await scene.CreateOrAttachAsync();

        lease.Address.Should().MatchRegex("^postgresql://127.0.0.1:[0-9]+/pulsepoint$");
        (await scene.AskAsync("select inet_server_addr()::text")).Should().StartWith("127.0.0.1");
    }

    [Test]
    public async Task Blanks_and_quotes_in_the_folders_name_do_no_harm()
    {
        await using var scene = new ClusterScene(below: "Ann's \"$pulse\" 100%");

        await using var lease = await scene.CreateOrAttachAsync();

        (await scene.AskAsync("select 1")).Should().Be("1");
    }

    [Test]
    public async Task A_named_folder_without_programs_is_a_wrong_setting()
    {
        await using var scene = new ClusterScene();
        var cluster = scene.Cluster(new EmbeddedClusterOptions { ProgramFolder = scene.State.Root });

        var creating = () => cluster.CreateOrAttachAsync(CancellationToken.None);

        (await creating.Should().ThrowAsync<SettingException>().WithMessage("PULSEPOINT_PG_BIN *")).Which.Example.Should().Contain("PULSEPOINT_PG_BIN=/");
        cluster.Exists.Should().BeFalse();
    }

    // A variable is the whole process's, but nobody else reads one of this name.
    [Test]
    [Platform("Linux", Reason = "The environment of a process is read in /proc.")]
    public async Task The_server_inherits_no_secret_of_ours()
    {
        Environment.SetEnvironmentVariable("PULSEPOINT_SECRET_OF_A_TEST", "not the server's");
        try
        {
            await using var scene = new ClusterScene();
            await using var lease = await scene.CreateOrAttachAsync();

            var id = (await File.ReadAllLinesAsync(Path.Combine(scene.State.Cluster, "data", "postmaster.pid")))[0];
            var environment = (await File.ReadAllTextAsync($"/proc/{id}/environ")).Split('\0');

            environment.Should().Contain("LC_ALL=C").And.NotContain(v => v.StartsWith("PULSEPOINT_", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULSEPOINT_SECRET_OF_A_TEST", null);
        }
    }

    [Test]
    public async Task Attaching_where_no_cluster_was_made_points_to_demo()
    {
        await using var scene = new ClusterScene();

        var attaching = () => scene.Cluster().AttachAsync(CancellationToken.None);

        var refusal = (await attaching.Should().ThrowAsync<RefusalException>()).Which;
        refusal.Code.Should().Be(RefusalCode.SourceUnavailable);
        refusal.NextStep.Should().StartWith("Run pulsepoint-mcp demo");
        Directory.Exists(scene.State.Root).Should().BeFalse("serve leaves no trace where it may not create");
    }

    [Test]
    public async Task As_root_a_state_folder_that_the_server_cannot_reach_is_refused_in_one_sentence()
    {
        Assume.That(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows());
        await using var scene = new ClusterScene(below: "home/state");
        var home = Path.GetDirectoryName(scene.State.Root)!;
        Core.State.StateFolder.CreatePrivate(home);

        var creating = scene.CreateOrAttachAsync;

        (await creating.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain($"cannot enter {home},");
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    // One cluster for the tests that only look; held by the fixture, so that it is started once.
    private static ClusterScene s_shared = null!;
    private static IClusterLease s_held = null!;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        s_shared = new ClusterScene();
        s_held = await s_shared.CreateOrAttachAsync();
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        await s_held.DisposeAsync();
        await s_shared.DisposeAsync();
    }
}
