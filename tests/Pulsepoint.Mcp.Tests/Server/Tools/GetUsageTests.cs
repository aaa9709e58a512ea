using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class GetUsageTests : ServerFixture
{
    private static readonly UserId s_colleague = new(Guid.Parse("0190a000-0000-7000-8000-0000000000bb"));

    private static LocalDate Today => TestIssuer.Now.InUtc().Date;

    [Test]
    public async Task Calls_as_reported_stand_beside_those_that_the_database_counted()
    {
        Usage.Sums = [Sum("2026-11-01", 8)];
        Usage.Total = [Sum("", 8)];
        Usage.Counted = [new CountedCalls(new LocalDate(2026, 11, 1), s_colleague, 10, 1), new CountedCalls(new LocalDate(2026, 11, 2), s_colleague, 3, 0)];

        var content = Content(await AskAsync("""{"view":"tokens"}"""));

        content.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("id").GetString())
            .Should().Equal("day", "calls", "calls_counted", "difference", "tokens_in", "tokens_out", "rows");
        content.GetProperty("rows").GetRawText().Should().Be("""[["2026-11-01",8,10,2,80,800,16],["2026-11-02",0,3,3,0,0,0]]""");
        content.GetProperty("totals").GetRawText().Should().StartWith("""{"calls":8,"calls_counted":13,"difference":5""");
        content.GetProperty("warnings").GetRawText().Should().Contain("counted differ");
        content.GetProperty("provenance").GetProperty("time_zone").GetString().Should().Be("UTC");
    }

    [Test]
    public async Task Money_keeps_every_decimal_and_loses_the_zeros_behind_it()
    {
        Usage.Sums = Usage.Total = [Sum("query_metrics", 1) with { CostUsd = 0.000123000000m }];

        var content = Content(await AskAsync("""{"view":"cost","group_by":"tool"}"""));

        content.GetProperty("rows").GetRawText().Should().Be("""[["query_metrics",1,0,0.000123]]""");
    }

    [TestCase("last_month", false)]
    [TestCase("last_7_days", false)]
    [TestCase("last_32_days", true)]
    [TestCase("last_year", true)]
    public async Task Long_and_old_times_are_read_from_sums_by_day(string preset, bool fromDays)
    {
        await AskAsync($$$"""{"view":"cost","time":{"preset":"{{{preset}}}"}}""");

        Usage.Queries.Should().OnlyContain(q => q.FromDays == fromDays);
    }

    [Test]
    public async Task Without_a_time_the_last_thirty_days_of_UTC_are_meant()
    {
        await AskAsync("""{"view":"errors"}""");

        Usage.Queries.Should().ContainSingle().Which.Days.Should().Be(new DateRange(Today.PlusDays(-29), Today));
    }

    [TestCase(Permissions.AnalyticsRead, "own", Permissions.AnalyticsRead)]
    [TestCase(Permissions.AnalyticsRead | Permissions.AuditRead, "everybody", Permissions.AnalyticsRead | Permissions.AuditRead)]
    public async Task It_says_whose_usage_it_is_and_asks_the_database_for_what_the_key_claims(Permissions permissions, string of, Permissions need)
    {
        var content = Content(await AskAsync("""{"view":"tokens"}""", permissions));

        content.GetProperty("provenance").GetProperty("of").GetString().Should().Be(of);
        Usage.Queries.Should().OnlyContain(q => q.Need == need);
    }

    [TestCase("""{"view":"tokens","user":"ada"}""", "value_invalid")]
    [TestCase("""{"view":"tokens","user":"0190a000-0000-7000-8000-0000000000bb"}""", "permission_denied")]
    [TestCase("""{"view":"tokens","time":{"preset":"whenever"}}""", "time_invalid")]
    [TestCase("""{"view":"tokens","group_by":"brand","time":{"preset":"last_year"}}""", "time_invalid")]
    [TestCase("""{"view":"tokens","cursor":"-1"}""", "cursor_invalid")]
    [TestCase("""{"view":"questions","cursor":"1"}""", "cursor_invalid")]
    [TestCase("""{"view":"everything"}""", "value_invalid")]
    [TestCase("""{"view":"tokens","group_by":"week"}""", "value_invalid")]
    [TestCase("""{"view":"questions","group_by":"tool"}""", "value_invalid")]
    [TestCase("""{"view":"freshness","group_by":"brand"}""", "value_invalid")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string code)
    {
        var answer = await AskAsync(arguments, Permissions.AnalyticsRead);

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be(code);
    }

    [Test]
    public async Task Many_questions_come_in_pages_that_a_model_can_read()
    {
        Usage.Questions = [.. Enumerable.Range(0, 60).Select(Asked)];

        var first = await AskAsync("""{"view":"questions"}""");
        var cursor = Content(first).GetProperty("next_cursor").GetString()!;
        var shown = Content(first).GetProperty("rows").GetArrayLength();
        await AskAsync($$"""{"view":"questions","cursor":"{{cursor}}"}""");

        O200k.OfStructured(first).Should().BeLessThanOrEqualTo(O200k.OfAPage);
        O200k.OfText(first).Should().BeLessThanOrEqualTo(O200k.OfAPage);
        shown.Should().BeInRange(5, 50);
        Usage.Before.Should().Be(Usage.Questions[shown - 1].Event);
    }

    [Test]
    public async Task A_list_of_questions_speaks_of_calls_and_of_no_totals()
    {
        Usage.Questions = [.. Enumerable.Range(0, 60).Select(Asked)];

        var content = Content(await AskAsync("""{"view":"questions"}"""));

        content.GetProperty("summary").GetString().Should().EndWith(" calls.");
        content.GetProperty("warnings").GetRawText().Should().Contain("More calls follow.").And.NotContain("totals");
    }

    [TestCase("accuracy", "brand", "do not add up")]
    [TestCase("errors", "brand", "do not add up")]
    [TestCase("accuracy", "tool", "may not be in it yet")]
    [TestCase("errors", "tool", "usage report")]
    public async Task What_is_easily_misread_is_said(string view, string by, string warning)
    {
        Usage.Errors = [new UsageErrorCount("x", null, "rate_limited", "refused", 3)];

        var content = Content(await AskAsync($$$"""{"view":"{{{view}}}","group_by":"{{{by}}}","time":{"preset":"last_7_days"}}"""));
        var today = Content(await AskAsync($$$"""{"view":"{{{view}}}","group_by":"{{{by}}}","time":{"preset":"today"}}"""));

        today.GetProperty("warnings").GetRawText().Should().Contain(warning);
        content.GetProperty("warnings").GetRawText().Contains("may not be in it yet", StringComparison.Ordinal).Should().BeFalse("those days are over");
    }

    [Test]
    public async Task A_year_by_day_comes_in_pages_without_a_gap()
    {
        var first = new LocalDate(2025, 11, 1);
        Usage.Sums = [.. Enumerable.Range(0, 365).Select(i => Sum(NodaTime.Text.LocalDatePattern.Iso.Format(first.PlusDays(i)), 1_000_000 + i))];
        Usage.Total = [Sum("", 1)];

        var days = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await AskAsync(cursor is null ? """{"view":"tokens"}""" : $$"""{"view":"tokens","cursor":"{{cursor}}"}""");
            O200k.OfStructured(page).Should().BeLessThanOrEqualTo(O200k.OfAPage);
            days.AddRange(Content(page).GetProperty("rows").EnumerateArray().Select(r => r[0].GetString()));
            cursor = Content(page).GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        days.Should().Equal(Usage.Sums.Select(s => s.Group));
    }

    [Test]
    public async Task A_question_without_words_is_shown_by_its_query_without_what_it_leaves_open()
    {
        Usage.Questions = [Asked(1) with { Question = null, Query = """{"metrics":["net_sales"],"dimensions":[],"grain":null,"brands":"*"}""" }];

        var content = Content(await AskAsync("""{"view":"questions"}"""));

        content.GetProperty("rows")[0][4].GetString().Should().Be("""{"metrics":["net_sales"],"brands":"*"}""");
    }

    [Test]
    public async Task Accuracy_is_the_part_of_what_was_judged_that_was_right()
    {
        Usage.Verdicts = [new UsageVerdicts("query_metrics", null, 10, 3, 1, 0), new UsageVerdicts("get_dashboard", null, 5, 0, 0, 0)];

        Usage.TotalVerdicts = [new UsageVerdicts("", null, 15, 3, 1, 0)];

        var content = Content(await AskAsync("""{"view":"accuracy","group_by":"tool"}"""));

        content.GetProperty("rows").GetRawText().Should().Be("""[["query_metrics",10,3,1,0,0.75],["get_dashboard",5,0,0,0,null]]""");
        content.GetProperty("totals").GetProperty("accuracy").GetDecimal().Should().Be(0.75m);
    }

    [Test]
    public async Task Freshness_says_how_old_each_load_is()
    {
        Usage.Sources = [new SourceFreshness(BrandId.Parse("luma-skin"), "shopify", new LocalDate(2026, 11, 22), TestIssuer.Now - Duration.FromHours(5))];

        var content = Content(await AskAsync("""{"view":"freshness"}"""));

        content.GetProperty("rows")[0].EnumerateArray().Select(c => c.ToString()).Should().StartWith(["luma-skin", "shopify", "2026-11-22"]).And.EndWith("5");
    }

    private Task<JsonElement> AskAsync(string arguments, Permissions permissions = Permissions.All) =>
        Start(Issuer.WithKey(TestIssuer.Grant with { Permissions = permissions })).CallAsync("get_usage", arguments);

    private static UsageSum Sum(string group, long calls) => new()
    {
        Group = group,
        Calls = calls,
        TokensIn = calls * 10,
        TokensOut = calls * 100,
        Rows = calls * 2,
        BytesBilled = 0,
        CostUsd = 0m,
    };

    private static AskedQuestion Asked(int number) => new()
    {
        Event = new EventId(Guid.Parse($"0199f200-0000-7000-8000-{number:x12}")),
        At = TestIssuer.Now,
        User = s_colleague,
        UserName = "Ada, the analyst",
        Tool = "query_metrics",
        AnswerId = Guid.Parse($"0199f200-0000-7000-8000-{number:x12}"),
        Question = "How did sales of the serum go last week, by channel, against the week before?",
        Outcome = "ok",
        LatencyMs = 34,
    };

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");
}
