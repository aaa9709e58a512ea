using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

[TestFixture]
public sealed class AccessTests : ServerFixture
{
    [Test]
    public async Task Without_a_key_only_the_setup_status_is_listed()
    {
        var pair = Start(Issuer.Options);

        var listed = await pair.RequestAsync("tools/list");

        Names(listed).Should().Equal("setup_status");
    }

    [Test]
    public async Task Initialize_needs_no_key()
    {
        var pair = Start(Issuer.Options with { Key = new Secret("rubbish") });

        var answer = await pair.InitializeAsync();

        answer.TryGetProperty("result", out _).Should().BeTrue();
    }

    [Test]
    public async Task With_a_key_the_list_shows_what_its_permissions_allow()
    {
        var reader = Start(Issuer.WithKey(), new GatedTool());
        var auditor = Start(Issuer.WithKey(TestIssuer.Grant with { Permissions = Permissions.AuditRead }), new GatedTool());

        Names(await reader.RequestAsync("tools/list")).Should().Equal(
            "explain_change", "gated", "get_dashboard", "get_usage", "list_alerts", "list_brands", "list_metrics", "list_values", "query_metrics", "submit_feedback");
        Names(await auditor.RequestAsync("tools/list")).Should().Equal("get_audit_log");
    }

    [Test]
    public async Task A_known_tool_without_a_key_says_what_is_wrong_with_the_key()
    {
        var missing = Start(Issuer.Options);
        var invalid = Start(Issuer.Options with { Key = new Secret("rubbish") });
        var expired = Start(Issuer.WithKey(TestIssuer.Grant with { IssuedAt = TestIssuer.Now - Duration.FromDays(9), ExpiresAt = TestIssuer.Now - Duration.FromDays(1) }));

        Code(await missing.CallAsync("list_brands")).Should().Be("key_missing");
        Code(await invalid.CallAsync("list_brands")).Should().Be("key_invalid");
        Code(await expired.CallAsync("list_brands")).Should().Be("key_expired");
        Names(await expired.RequestAsync("tools/list")).Should().Equal("setup_status");
    }

    [Test]
    public async Task A_tool_beyond_the_permissions_is_denied_by_name_of_the_permission()
    {
        var pair = Start(Issuer.WithKey(TestIssuer.Grant with { Permissions = Permissions.AuditRead }));

        var answer = await pair.CallAsync("list_brands");

        Code(answer).Should().Be("permission_denied");
        Text(answer).Should().Contain("analytics:read");
        Profiles.LastAsked.Should().BeNull();
    }

    [Test]
    public async Task A_key_that_expires_while_the_server_runs_is_refused_from_then_on()
    {
        var pair = Start();
        Code(await pair.CallAsync("list_brands")).Should().BeNull();

        Time.Advance(TimeSpan.FromDays(90) + TimeSpan.FromSeconds(60));

        Code(await pair.CallAsync("list_brands")).Should().Be("key_expired");
        Names(await pair.RequestAsync("tools/list")).Should().Equal("setup_status");
    }

    [Test]
    public async Task A_key_with_less_than_two_weeks_is_said_once_and_always_with_the_brands()
    {
        var gated = new GatedTool();
        gated.Open();
        var pair = Start(Issuer.WithKey(TestIssuer.Grant with { ExpiresAt = TestIssuer.Now + Duration.FromDays(10) }), gated);

        var first = await pair.CallAsync("gated");
        var second = await pair.CallAsync("gated");
        var brands = await pair.CallAsync("list_brands");

        Warnings(first).Should().Equal("The API key expires on 2026-12-03 (10 days left): ask your administrator for a new one.");
        Text(first).Should().Contain("Warning: The API key expires on 2026-12-03");
        Warnings(second).Should().BeEmpty();
        Warnings(brands).Should().ContainSingle();
    }

    [Test]
    public async Task A_key_with_two_weeks_left_is_not_mentioned()
    {
        var pair = Start(Issuer.WithKey(TestIssuer.Grant with { ExpiresAt = TestIssuer.Now + Duration.FromDays(14) }));

        Warnings(await pair.CallAsync("list_brands")).Should().BeEmpty();
    }

    private static IEnumerable<string?> Names(JsonElement listed) =>
        listed.GetProperty("result").GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("name").GetString());

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("result").TryGetProperty("_meta", out var meta) ? meta.GetProperty("pulsepoint/error").GetProperty("code").GetString() : null;

    private static string? Text(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString();

    private static IEnumerable<string?> Warnings(JsonElement answer) =>
        answer.GetProperty("result").GetProperty("structuredContent").GetProperty("warnings").EnumerateArray().Select(w => w.GetString());
}
