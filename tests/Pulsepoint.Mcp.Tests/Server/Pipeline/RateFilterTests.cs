using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

[TestFixture]
public sealed class RateFilterTests : ServerFixture
{
    [Test]
    public async Task A_refused_call_says_how_long_to_wait_and_does_no_work()
    {
        Limiter.Verdict = new CallVerdict(false, 7, CallLimit.Default);
        var pair = Start();

        var result = (await pair.CallAsync("list_brands")).GetProperty("result");

        result.GetProperty("_meta").GetProperty("pulsepoint/error").ToString().Should().Be(
            """{"code":"rate_limited","message":"Too many calls in a short time.","next_step":"Ask for more in one call, or ask your administrator for a higher limit.","retry_after_seconds":7}""");
        result.GetProperty("content")[0].GetProperty("text").GetString().Should().Contain("Wait 7 s before calling again.");
        Profiles.LastAsked.Should().BeNull();
    }

    [Test]
    public async Task Every_call_is_counted_with_its_tool_under_one_session_whoever_makes_it()
    {
        var pair = Start();

        await pair.CallAsync("list_brands");
        await pair.Get<IMcpEndpoint>().CallAsync("list_metrics", default, CancellationToken.None);

        Limiter.Asked.Select(a => a.Tool).Should().Equal("list_brands", "list_metrics");
        Limiter.Asked.Select(a => a.Session).Distinct().Should().ContainSingle();
        Limiter.Asked[0].Tenant.Tenant.Value.Should().Be("aurora");
    }

    [Test]
    public async Task What_works_for_no_tenant_costs_nothing()
    {
        var keyless = Start(Issuer.Options);
        var pair = Start();

        await keyless.CallAsync("setup_status");
        await keyless.CallAsync("list_brands");
        await pair.InitializeAsync();
        await pair.RequestAsync("tools/list");
        await pair.RequestAsync("ping");
        await pair.CallAsync("list_brands", """{"no_such_argument":1}""");

        Limiter.Asked.Should().BeEmpty();
    }

    [Test]
    public async Task A_runaway_client_is_stopped_by_the_process_itself_and_goes_on_after_the_wait()
    {
        var pair = Start();
        for (var i = 0; i < CallLimit.Default.Burst; i++)
            Code(await pair.CallAsync("list_metrics")).Should().BeNull();

        var refused = await pair.CallAsync("list_metrics");

        Code(refused).Should().Be("rate_limited");
        Limiter.Asked.Should().HaveCount(CallLimit.Default.Burst);
        Time.Advance(TimeSpan.FromSeconds(Error(refused)!.Value.GetProperty("retry_after_seconds").GetInt32()));
        Code(await pair.CallAsync("list_metrics")).Should().BeNull();
    }

    [Test]
    public async Task The_process_takes_over_the_limit_that_the_database_applies()
    {
        Limiter.Verdict = new CallVerdict(true, 0, new CallLimit(10, 3));
        var pair = Start();

        var codes = new List<string?>();
        for (var i = 0; i < 5; i++)
            codes.Add(Code(await pair.CallAsync("list_metrics")));

        // The first call was made before the limit was known.
        codes.Should().Equal(null, null, null, null, "rate_limited");
    }

    [Test]
    public async Task A_store_that_is_away_leaves_the_process_to_decide_alone_and_is_warned_of_once()
    {
        var log = new FakeLogCollector();
        var services = Services(Issuer.WithKey());
        services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(log));
        await using var pair = McpPair.Start(services);
        Limiter.Failure = Refusal.SourceUnavailable("The database cannot be reached.", "Wait.");

        for (var i = 0; i < CallLimit.Default.Burst; i++)
            Code(await pair.CallAsync("list_metrics")).Should().BeNull();

        Code(await pair.CallAsync("list_metrics")).Should().Be("rate_limited");
        Warnings(log).Should().ContainSingle().Which.Should().Contain("The database cannot be reached.");
        Limiter.Failure = null;
        Time.Advance(TimeSpan.FromMinutes(1));
        Code(await pair.CallAsync("list_metrics")).Should().BeNull();
        Limiter.Failure = Refusal.SourceUnavailable("The database cannot be reached.", "Wait.");
        Code(await pair.CallAsync("list_metrics")).Should().BeNull();
        Warnings(log).Should().HaveCount(2);
    }

    [Test]
    public async Task A_key_that_the_database_refuses_is_refused_and_not_let_through()
    {
        Limiter.Failure = Refusal.KeyRevoked();
        var pair = Start();

        Code(await pair.CallAsync("list_metrics")).Should().Be("key_revoked");
    }

    private static IEnumerable<string> Warnings(FakeLogCollector log) =>
        log.GetSnapshot().Where(r => r.Level == LogLevel.Warning).Select(r => r.Message);

    private static string? Code(JsonElement answer) => Error(answer)?.GetProperty("code").GetString();

    private static JsonElement? Error(JsonElement answer) =>
        answer.GetProperty("result").TryGetProperty("_meta", out var meta) && meta.TryGetProperty("pulsepoint/error", out var error) ? error : null;
}
