using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class GetAuditLogTests : ServerFixture
{
    private static readonly UserId s_person = new(Guid.Parse("0190a000-0000-7000-8000-000000000001"));

    [Test]
    public async Task Entries_tell_who_did_what_and_when()
    {
        Audit.Entries =
        [
            Entry(1) with { Actor = s_person, ActorName = "Ada, the analyst", Action = "permission.denied", Target = "get_audit_log", Detail = """{"permissions": 16}""" },
            Entry(2) with { Actor = s_person },
            Entry(3),
        ];

        var content = Content(await AskAsync());

        content.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("actor").GetString())
            .Should().Equal("Ada, the analyst", "erased person", "operator of the platform");
        content.GetProperty("entries")[0].GetProperty("detail").GetRawText().Should().Be("""{"permissions":["audit:read"]}""");
        content.GetProperty("summary").GetString().Should().StartWith("3 entries from ");
        content.GetProperty("truncated").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task A_long_log_comes_in_pages()
    {
        Audit.Entries = [.. Enumerable.Range(0, 40).Select(Entry)];

        var first = Content(await AskAsync());
        var shown = first.GetProperty("entries").GetArrayLength();
        var cursor = first.GetProperty("next_cursor").GetString();
        await AskAsync($$"""{"cursor":"{{cursor}}"}""");

        shown.Should().BeInRange(10, AuditReader.PageSize);
        Audit.LastQuery!.Before.Should().Be(Audit.Entries[shown - 1].Id);
    }

    // As the database writes them, and a person's name of another script.
    [TestCase("Ada", """{"user": "0190a000-0000-7000-8000-000000000001", "perms": 33, "brands": ["luma-skin", "peakform"], "expires_at": "2027-02-21T18:00:00.123456+00:00"}""", 8)]
    [TestCase("Ada", """{"user": "0190a000-0000-7000-8000-000000000001", "perms": 63, "brands": null, "expires_at": "2027-02-21T18:00:00.123456+00:00"}""", 8)]
    [TestCase("Ada, the analyst", """{"permissions": 16}""", 10)]
    [TestCase("分析担当の山田さん", null, 10)]
    public async Task Both_forms_of_a_page_stay_within_the_budget(string name, string? detail, int least)
    {
        Audit.Entries = [.. Enumerable.Range(0, 40).Select(i => Entry(i) with { Actor = s_person, ActorName = name, Target = $"0190a000-0000-7000-8000-{i:x12}", Detail = detail })];

        var answer = await AskAsync();

        Content(answer).GetProperty("entries").GetArrayLength().Should().BeGreaterThanOrEqualTo(least);
        Content(answer).GetProperty("next_cursor").GetString().Should().NotBeNull();
        O200k.OfStructured(answer).Should().BeLessThanOrEqualTo(O200k.OfAPage);
        O200k.OfText(answer).Should().BeLessThanOrEqualTo(O200k.OfAPage);
    }

    [TestCase("key.isue", true)]
    [TestCase("keys", true)]
    [TestCase("key", false)]
    [TestCase("key.revoke", false)]
    [TestCase("alert_rule.save", false)]
    public async Task A_name_that_no_action_has_is_said_with_those_there_are(string action, bool isSaid)
    {
        var warnings = Content(await AskAsync($$"""{"action":"{{action}}"}""")).GetProperty("warnings");

        warnings.EnumerateArray().Any(w => w.GetString()!.Contains("key.issue", StringComparison.Ordinal)).Should().Be(isSaid);
    }

    [Test]
    public async Task Days_are_whole_days_of_UTC()
    {
        await AskAsync("""{"time":{"from":"2026-11-01","to":"2026-11-02"},"action":"key","actor":"0190a000-0000-7000-8000-000000000001"}""");

        Audit.LastQuery.Should().BeEquivalentTo(new AuditQuery
        {
            From = Instant.FromUtc(2026, 11, 1, 0, 0),
            Until = Instant.FromUtc(2026, 11, 3, 0, 0),
            Actor = s_person,
            Action = "key",
            Limit = AuditReader.PageSize + 1,
        });
    }

    [TestCase("""{"actor":"ada"}""", "value_invalid")]
    [TestCase("""{"action":"key.issue'; drop table pp.audit_log; --"}""", "value_invalid")]
    [TestCase("""{"cursor":"../../etc/passwd"}""", "cursor_invalid")]
    [TestCase("""{"time":{"preset":"whenever"}}""", "time_invalid")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string code)
    {
        var answer = await AskAsync(arguments);

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be(code);
        Audit.LastQuery.Should().BeNull();
    }

    private Task<JsonElement> AskAsync(string arguments = "{}") =>
        Start(Issuer.WithKey(TestIssuer.Grant with { Permissions = Permissions.All })).CallAsync("get_audit_log", arguments);

    private static AuditEntry Entry(int number) => new()
    {
        Id = Guid.Parse($"0199f200-0000-7000-8000-{number:x12}"),
        At = TestIssuer.Now,
        Action = "key.issue",
    };

    private static JsonElement Content(JsonElement answer) => answer.GetProperty("result").GetProperty("structuredContent");
}
