using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Migrations;

internal sealed class MigratorTests
{
    [Test]
    public async Task A_fresh_database_comes_to_head_with_a_whole_wall()
    {
        await using var database = await WalledDatabase.BootstrappedAsync();

        var report = await database.Get<IMigrator>().MigrateAsync(CancellationToken.None);

        report.Applied.Should().HaveCountGreaterThan(5).And.BeInAscendingOrder(StringComparer.Ordinal);
        report.Findings.Should().BeEmpty();
        report.IsAtHead.Should().BeTrue();
    }

    [Test]
    public async Task A_second_run_applies_nothing()
    {
        await using var database = await WalledDatabase.MigratedAsync();

        await database.Get<IMigrator>().BootstrapAsync(CancellationToken.None);
        var again = await database.Get<IMigrator>().MigrateAsync(CancellationToken.None);

        again.Applied.Should().BeEmpty();
        again.IsAtHead.Should().BeTrue();
    }

    [Test]
    public async Task Two_migrators_at_once_apply_every_file_once()
    {
        await using var database = await WalledDatabase.BootstrappedAsync();
        var migrator = database.Get<IMigrator>();

        var reports = await Task.WhenAll(migrator.MigrateAsync(CancellationToken.None), migrator.MigrateAsync(CancellationToken.None));

        reports.Sum(r => r.Applied.Count).Should().Be(reports.Max(r => r.Applied.Count));
        reports.Should().OnlyContain(r => r.IsAtHead);
    }

    [Test]
    public async Task Checking_says_what_is_pending_and_changes_nothing()
    {
        await using var database = await WalledDatabase.BootstrappedAsync();

        var report = await database.Get<IMigrator>().CheckAsync(CancellationToken.None);

        report.Pending.Should().Contain("0001_keys.sql");
        report.IsAtHead.Should().BeFalse();
        await using var superuser = await database.LogInAsSuperuserAsync();
        (await superuser.ScalarAsync<long>("select count(*) from pg_tables where schemaname like 'pp%'")).Should().Be(0);
    }

    [Test]
    public async Task A_file_that_was_changed_after_it_was_applied_is_refused()
    {
        await using var database = await WalledDatabase.MigratedAsync();
        await using var superuser = await database.LogInAsSuperuserAsync();
        await superuser.RunAsync("update pp_journal.migrations set sha256 = 'of another text' where name = '0003_rollups.sql'");

        var migrate = () => database.Get<IMigrator>().MigrateAsync(CancellationToken.None);

        (await migrate.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("0003_rollups.sql was changed");
        (await database.Get<IMigrator>().CheckAsync(CancellationToken.None)).Findings.Should().ContainMatch("0003_rollups.sql was changed*");
    }

    [Test]
    public async Task This_month_and_the_next_three_have_partitions()
    {
        await using var database = await WalledDatabase.MigratedAsync();
        await using var superuser = await database.LogInAsSuperuserAsync();

        var missing = await superuser.ColumnAsync(
            """
            select t || to_char(now() at time zone 'UTC' + make_interval(months => m), '_YYYY_MM')
              from unnest(array['questions', 'usage_events', 'audit_log']) t, generate_series(0, 3) m
             where to_regclass('pp.' || t || to_char(now() at time zone 'UTC' + make_interval(months => m), '_YYYY_MM')) is null
            """);

        missing.Should().BeEmpty();
        (await superuser.ScalarAsync<bool>("select to_regclass('pp.questions_late') is not null")).Should().BeTrue();
    }

    [Test]
    public async Task An_id_of_this_month_goes_to_its_month_and_an_old_one_is_kept_in_late()
    {
        await using var tenants = await ThreeTenants.CreateAsync();
        await using var superuser = await tenants.Database.LogInAsSuperuserAsync();

        var places = await superuser.ColumnAsync("select distinct tableoid::regclass::text from pp.questions order by 1");

        places.Should().HaveCount(2).And.Contain("pp.questions_late").And.ContainMatch("pp.questions_20*");
    }
}
