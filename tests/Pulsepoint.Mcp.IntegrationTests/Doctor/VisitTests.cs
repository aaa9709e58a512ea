using System.Runtime.Versioning;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.IntegrationTests.Outbox;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.IntegrationTests.Doctor;

/// <summary>One thing after the other is broken, and found.</summary>
internal sealed class VisitTests
{
    private static readonly string[] s_behindTheSchema = ["walls", "canary", "fixed_now", "warehouse", "rollups"];
    private static readonly string[] s_behindTheDatabase = ["key_session", "login", "schema", "clock", .. s_behindTheSchema];

    private ThreeTenants _tenants = null!; // set before the first test
    private Installation _installation = null!; // set before each test

    [OneTimeSetUp]
    public async Task MakeDatabaseAsync() => _tenants = await ThreeTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask RemoveDatabaseAsync() => _tenants.DisposeAsync();

    [SetUp]
    public async Task SetUpAsync() => _installation = await Installation.CreateAsync(_tenants.Database);

    [TearDown]
    public ValueTask TearDownAsync() => _installation.DisposeAsync();

    [Test]
    public async Task Nothing_is_wrong_with_a_machine_that_is_set_up_and_nothing_is_made_there()
    {
        var before = Everything();

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().BeEmpty();
        diagnosis.With(Standing.Well).Should().Contain(["key", "database", "key_session", "login", "schema", "walls", "canary", "clock", "outbox"]);
        Everything().Should().BeEquivalentTo(before);
    }

    [Test]
    public async Task No_finding_holds_the_key_or_its_password()
    {
        var diagnosis = await _installation.ExamineAsync();

        var said = string.Join('\n', diagnosis.Checks);
        said.Should().NotContain(await File.ReadAllTextAsync(_installation.KeyFile)).And.NotContain(_installation.Key.Login.Password.Reveal());
    }

    [Test]
    public async Task An_expired_key_is_found_before_any_database_is_asked()
    {
        await using var late = await Installation.CreateAsync(_tenants.Database, ago: Duration.FromDays(91));

        var diagnosis = await late.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("key");
        diagnosis.Of("key").Text.Should().Be("The API key has expired.");
        diagnosis.With(Standing.Skipped).Should().Contain(["database", .. s_behindTheDatabase]);
    }

    [Test]
    public async Task A_revoked_key_is_refused_by_a_database_that_answers()
    {
        await _tenants.Database.Get<IKeyRegistry>().RevokeAsync(_installation.Key.Key, CancellationToken.None);

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("key_session");
        diagnosis.Of("key_session").Text.Should().Be("The API key is no longer accepted.");
        diagnosis.Of("database").Standing.Should().Be(Standing.Well);
        diagnosis.With(Standing.Skipped).Should().Contain(["login", "schema", "clock", .. s_behindTheSchema]);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps rights otherwise.")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_key_file_that_others_can_read_is_found()
    {
        File.SetUnixFileMode(_installation.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("private_files");
        diagnosis.Of("private_files").Fix.Should().Be($"chmod 600 {_installation.KeyFile}");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows keeps rights otherwise.")]
    [UnsupportedOSPlatform("windows")]
    public async Task A_state_folder_that_others_can_look_into_is_found()
    {
        File.SetUnixFileMode(_installation.State.Root, File.GetUnixFileMode(_installation.State.Root) | UnixFileMode.OtherRead);

        (await _installation.ExamineAsync()).With(Standing.Wrong).Should().Equal("state_folder");
    }

    [Test]
    public async Task A_table_without_forced_row_level_security_is_found()
    {
        await AsSuperuserAsync("alter table pp.alerts no force row level security");
        try
        {
            var diagnosis = await _installation.ExamineAsync();

            diagnosis.With(Standing.Wrong).Should().Equal("walls");
            diagnosis.Of("walls").Text.Should().Contain("pp.alerts: row-level security is not enabled and forced");
        }
        finally
        {
            await AsSuperuserAsync("alter table pp.alerts force row level security");
        }
    }

    [Test]
    public async Task A_table_that_shows_rows_of_others_is_found_by_asking_it_and_no_row_is_told()
    {
        await AsSuperuserAsync("alter table pp.brands disable row level security");
        try
        {
            var diagnosis = await _installation.ExamineAsync();

            diagnosis.With(Standing.Wrong).Should().Equal("walls", "canary");
            diagnosis.Of("canary").Text.Should().Be("This key can see rows of other organisations, in pp.brands.");
            string.Join('\n', diagnosis.Checks).Should().NotContainAny("borealis", "kestrel-coffee", "nordpaw", "cinder");
        }
        finally
        {
            await AsSuperuserAsync("alter table pp.brands enable row level security");
        }
    }

    [TestCase("superuser")]
    [TestCase("bypassrls")]
    public async Task A_login_that_passes_the_walls_is_found_and_nothing_is_asked_through_it(string right)
    {
        await AsSuperuserAsync($"alter role {_installation.Key.Login.Role} {right}");

        var diagnosis = await _installation.ExamineAsync();

        await AsSuperuserAsync($"alter role {_installation.Key.Login.Role} no{right}");
        diagnosis.With(Standing.Wrong).Should().Equal("login");
        diagnosis.Of("login").Text.Should().Contain(right);
        diagnosis.With(Standing.Skipped).Should().Contain(s_behindTheSchema);
    }

    [Test]
    public async Task A_hole_that_another_key_has_is_told_without_naming_the_key()
    {
        await using var other = await Installation.CreateAsync(_tenants.Database);
        await AsSuperuserAsync($"alter role {other.Key.Login.Role} bypassrls");

        var diagnosis = await _installation.ExamineAsync();

        await AsSuperuserAsync($"alter role {other.Key.Login.Role} nobypassrls");
        diagnosis.With(Standing.Wrong).Should().Equal("walls");
        diagnosis.Of("walls").Text.Should().Contain("above the walls").And.NotContain(other.Key.Login.Role);
    }

    [Test]
    public async Task A_migration_that_is_missing_is_found()
    {
        await AsSuperuserAsync(
            """
            create table public.kept as select * from pp_journal.migrations where name = (select max(name collate "C") from pp_journal.migrations);
            delete from pp_journal.migrations where name in (select name from public.kept)
            """);
        try
        {
            var diagnosis = await _installation.ExamineAsync();

            diagnosis.With(Standing.Wrong).Should().Equal("schema");
            diagnosis.Of("schema").Fix.Should().Contain("pulsepoint-mcp migrate");
            diagnosis.With(Standing.Skipped).Should().Contain(s_behindTheSchema);
        }
        finally
        {
            await AsSuperuserAsync("insert into pp_journal.migrations select * from public.kept; drop table public.kept");
        }
    }

    [Test]
    public async Task A_database_that_is_away_leaves_what_stands_on_it_unchecked()
    {
        _installation.Set("PULSEPOINT_DATABASE", "postgresql://127.0.0.1:1/pulsepoint");

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.IsWell.Should().BeFalse();
        diagnosis.With(Standing.Wrong).Should().Equal("database");
        diagnosis.With(Standing.Skipped).Should().Contain(s_behindTheDatabase);
        diagnosis.Of("outbox").Standing.Should().Be(Standing.Well);
    }

    [Test]
    public async Task An_address_that_turns_encryption_off_is_found()
    {
        _installation.Set("PULSEPOINT_DATABASE", "postgresql://db.example.com/pulsepoint?sslmode=disable");

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("settings");
        diagnosis.Of("settings").Text.Should().Contain("turns TLS off");
    }

    [Test]
    public async Task Settings_that_cannot_be_used_are_a_finding_and_the_machine_is_looked_at_all_the_same()
    {
        _installation.Set("PULSEPOINT_LOG", "loud");

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("settings");
        diagnosis.Of("settings").Fix.Should().Be("For example: PULSEPOINT_LOG=info");
        diagnosis.Of("state_folder").Standing.Should().Be(Standing.Well);
    }

    [Test]
    public async Task Credentials_beside_a_key_are_warned_of_and_are_no_failure()
    {
        _installation.Set("PULSEPOINT_PLATFORM_DATABASE", _tenants.Database.PlatformDatabase);
        _installation.Set("PULSEPOINT_GOOGLE_CREDENTIALS", "default");

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.IsWell.Should().BeTrue();
        diagnosis.With(Standing.Warning).Should().Contain(["operator_credentials", "google_credentials"]);
        diagnosis.Of("operators").Standing.Should().Be(Standing.Well);
    }

    [Test]
    public async Task Events_that_no_sink_will_take_are_found()
    {
        var sink = new ScriptedSink("postgres");
        sink.AnswerWith(new DeliveryOutcome.Rejected("It is too long."));
        await using (var user = new OutboxUser(_installation.State, _installation.Key, new OutboxOptions(), TimeProvider.System, [sink]))
        {
            await user.KeepAsync(3);
            await user.FlushAsync();
        }

        var diagnosis = await _installation.ExamineAsync();

        diagnosis.With(Standing.Wrong).Should().Equal("outbox");
        diagnosis.Of("outbox").Text.Should().Be("3 events will not be taken by postgres.");
    }

    private async Task AsSuperuserAsync(string sql)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync(sql);
    }

    private List<string> Everything() => [.. Directory.EnumerateFileSystemEntries(_installation.State.Root, "*", SearchOption.AllDirectories)];
}
