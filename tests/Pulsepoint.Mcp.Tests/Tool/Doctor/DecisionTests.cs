using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Doctor;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Doctor;

namespace Pulsepoint.Mcp.Tests.Tool.Doctor;

/// <summary>What each check makes of the facts that it is given.</summary>
internal sealed class DecisionTests
{
    private const long Mebibyte = 1L << 20;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly Instant s_now = Instant.FromUtc(2026, 11, 23, 18, 0);

    [TestCase(Private, false, nameof(Standing.Well))]
    [TestCase(Private | UnixFileMode.GroupRead, false, nameof(Standing.Wrong))]
    [TestCase(Private | UnixFileMode.OtherWrite, true, nameof(Standing.Wrong))]
    [TestCase(Private | Pass, false, nameof(Standing.Wrong))]
    [TestCase(Private | Pass, true, nameof(Standing.Well))]
    public void A_state_folder_is_its_owners_alone_but_for_the_way_to_a_database_of_another_user(UnixFileMode mode, bool hasCluster, string standing) =>
        StateFolderCheck.Judge("/state", mode, hasCluster).Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [TestCase(2048, nameof(Standing.Well))]
    [TestCase(1023, nameof(Standing.Warning))]
    [TestCase(99, nameof(Standing.Wrong))]
    public void Little_room_on_the_disk_is_warned_of_before_it_is_wrong(int mebibytes, string standing) =>
        DiskSpaceCheck.Judge(mebibytes * Mebibyte, "/state").Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [TestCase("""{"keys":[{"kid":"a"},{"kid":"b"}]}""", nameof(Standing.Well))]
    [TestCase("""{"keys":[]}""", nameof(Standing.Wrong))]
    [TestCase("[]", nameof(Standing.Wrong))]
    [TestCase("nothing", nameof(Standing.Wrong))]
    public void Public_keys_that_cannot_be_read_are_none(string jwks, string standing) =>
        IssuerKeysCheck.Judge(jwks, "jwks.json").Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [TestCase(89 * 24, nameof(Standing.Well), "89 days left")]
    [TestCase(14 * 24, nameof(Standing.Well), "14 days left")]
    [TestCase((14 * 24) - 1, nameof(Standing.Warning), "13 days left")]
    [TestCase(30, nameof(Standing.Warning), "1 day left")]
    public void A_key_with_less_than_fourteen_days_left_is_warned_of(int hours, string standing, string left) =>
        KeyCheck.Judge("aurora", s_now + Duration.FromHours(hours), s_now).Should().Match<Finding>(f => f.Standing.ToString() == standing && f.Text.Contains(left));

    [Test]
    public void A_key_that_was_replaced_is_warned_of_with_its_end()
    {
        var ends = s_now + Duration.FromHours(20);

        KeySessionCheck.Judge(ends, s_now + Duration.FromDays(80)).Should().Match<Finding>(f => f.Standing == Standing.Warning && f.Text.Contains("2026-11-24T14:00:00Z"));
        KeySessionCheck.Judge(ends, ends).Standing.Should().Be(Standing.Well);
    }

    [TestCase(false, false, nameof(Standing.Well))]
    [TestCase(true, false, nameof(Standing.Warning))]
    [TestCase(true, true, nameof(Standing.Wrong))]
    public void A_server_with_known_holes_is_warned_of_or_refused_as_the_setting_says(bool hasHoles, bool isStrict, string standing) =>
        DatabaseCheck.Judge(new ServerFindings("17.2", hasHoles, "17.8", false, Duration.Zero), isStrict)
            .Should().Match<Finding>(f => f.Standing.ToString() == standing && f.Text.Contains("encrypted and verified"));

    [TestCase(0.5, nameof(Standing.Well))]
    [TestCase(-11, nameof(Standing.Warning))]
    [TestCase(61, nameof(Standing.Wrong))]
    [TestCase(-3600, nameof(Standing.Wrong))]
    public void Clocks_may_be_apart_as_far_as_a_keys_times_may(double seconds, string standing) =>
        ClockCheck.Judge(Duration.FromSeconds(seconds)).Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [Test]
    public void The_clock_that_is_behind_is_named() =>
        ClockCheck.Judge(Duration.FromSeconds(90)).Text.Should().Be("This machine's clock is 90 s behind the database's.");

    [Test]
    public void A_login_that_passes_the_walls_is_wrong()
    {
        LoginCheck.Judge([]).Standing.Should().Be(Standing.Well);
        LoginCheck.Judge(["superuser", "owner of mine"]).Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.Contains("superuser, owner of mine"));
    }

    [TestCase(SchemaStanding.Behind, nameof(Standing.Wrong))]
    [TestCase(SchemaStanding.AtHead, nameof(Standing.Well))]
    [TestCase(SchemaStanding.Ahead, nameof(Standing.Warning))]
    public void A_schema_that_is_behind_is_wrong_and_a_newer_one_asks_for_an_update(SchemaStanding schema, string standing) =>
        SchemaCheck.Judge(schema).Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [Test]
    public void Of_many_holes_in_the_walls_the_first_are_named()
    {
        WallsCheck.Judge([]).Standing.Should().Be(Standing.Well);
        WallsCheck.Judge(["a", "b", "c", "d", "e"]).Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.EndsWith("a; b; c; and 2 more."));
    }

    [Test]
    public void A_canary_is_well_only_where_tables_were_asked_and_the_wall_refused()
    {
        CanaryCheck.Judge(new CanaryFindings(28, [], true)).Standing.Should().Be(Standing.Well);
        CanaryCheck.Judge(new CanaryFindings(28, ["pp.brands"], true)).Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Text.Contains("pp.brands"));
        CanaryCheck.Judge(new CanaryFindings(28, [], false)).Standing.Should().Be(Standing.Wrong);
        CanaryCheck.Judge(new CanaryFindings(0, [], true)).Standing.Should().Be(Standing.Wrong);
    }

    [TestCase("2026-11-20", false, nameof(Standing.Well))]
    [TestCase("2026-11-19", false, nameof(Standing.Warning))]
    [TestCase("2026-01-01", true, nameof(Standing.Well))]
    public void Facts_that_end_more_than_three_days_ago_are_warned_of_unless_they_are_made_up(string through, bool isDemo, string standing)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(through).Value;
        var today = s_now.InUtc().Date;
        SourceLoad[] loads =
        [
            new(BrandId.Parse("luma-skin"), "shopify", day.PlusYears(-1), today, []),
            new(BrandId.Parse("luma-skin"), "meta", day.PlusYears(-1), day, []),
        ];

        WarehouseCheck.Judge("a snapshot", loads, isDemo, today).Should().Match<Finding>(f => f.Standing.ToString() == standing && f.Text.Contains(through));
    }

    [Test]
    public void A_warehouse_without_a_load_is_warned_of() =>
        WarehouseCheck.Judge("a snapshot", [], false, s_now.InUtc().Date).Standing.Should().Be(Standing.Warning);

    [TestCase("g1", "g1", nameof(Standing.Well))]
    [TestCase("g1", null, nameof(Standing.Well))]
    [TestCase("g1", "g2", nameof(Standing.Warning))]
    [TestCase(null, "g1", nameof(Standing.Warning))]
    [TestCase(null, null, nameof(Standing.Wrong))]
    public void Daily_sums_of_another_load_are_warned_of_and_nothing_at_all_is_wrong(string? sums, string? facts, string standing) =>
        RollupsCheck.Judge(sums, facts).Should().Match<Finding>(f => f.Standing.ToString() == standing);

    [Test]
    public void A_fixed_now_is_wrong_where_data_are_real()
    {
        FixedNowCheck.Judge(isDemo: true).Standing.Should().Be(Standing.Well);
        FixedNowCheck.Judge(isDemo: false).Standing.Should().Be(Standing.Wrong);
    }

    [Test]
    public void An_outbox_is_wrong_where_somebody_must_look_after_it()
    {
        var fine = OutboxStatus.None with { Events = 4, SoftCapBytes = 100, Sinks = [new SinkStatus("postgres", 4, Duration.FromMinutes(5), 0, null, 0)] };
        var late = fine with { Sinks = [new SinkStatus("pubsub", 4, Duration.FromHours(30), 9, "secret of a proxy", 0)] };
        var left = new LeftEvents(TenantId.Parse("aurora"), new KeyId(Guid.Empty), 1, Duration.FromDays(31));

        OutboxCheck.Judge(fine).Standing.Should().Be(Standing.Well);
        OutboxCheck.Judge(late).Should().Match<Finding>(f => f.Standing == Standing.Warning && f.Text.Contains("4 events wait for pubsub") && !f.ToString().Contains("secret"));
        OutboxCheck.Judge(fine with { UsedBytes = 101 }).Standing.Should().Be(Standing.Warning);
        OutboxCheck.Judge(fine with { Sinks = [new SinkStatus("postgres", 0, null, 0, null, 1)] }).Should().Match<Finding>(f => f.Standing == Standing.Wrong && f.Fix!.Contains("outbox dead"));
        OutboxCheck.Judge(fine with { Left = [left] }).Standing.Should().Be(Standing.Wrong);
        OutboxCheck.Judge(fine with { DamagedFiles = ["/state/outbox/damaged-1"] }).Standing.Should().Be(Standing.Wrong);
    }

    [Test]
    public void What_the_migrator_finds_is_wrong()
    {
        OperatorsCheck.Judge(new MigrationReport([], [], [])).Standing.Should().Be(Standing.Well);
        OperatorsCheck.Judge(new MigrationReport([], ["0034_move.sql"], [])).Fix.Should().Be("Run 'pulsepoint-mcp migrate'.");
        OperatorsCheck.Judge(new MigrationReport([], [], ["pp.alerts: …"])).Standing.Should().Be(Standing.Wrong);
    }
}
