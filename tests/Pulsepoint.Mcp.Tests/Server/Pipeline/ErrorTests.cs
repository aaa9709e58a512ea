using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

[TestFixture]
public sealed class ErrorTests : ServerFixture
{
    [Test]
    public async Task A_refusal_is_an_error_result_for_models_and_for_programs()
    {
        Profiles.Failure = new RefusalException(RefusalCode.RateLimited, "Too many questions.", "Slow down.") { RetryAfterSeconds = 30 };
        var pair = Start();

        var result = (await pair.CallAsync("list_brands")).GetProperty("result");

        result.GetProperty("isError").GetBoolean().Should().BeTrue();
        result.TryGetProperty("structuredContent", out _).Should().BeFalse();
        result.GetProperty("content")[0].GetProperty("text").GetString().Should().Be(
            "Error rate_limited: Too many questions. No data was returned: do not estimate or invent any numbers. Next step: Slow down. Wait 30 s before calling again.");
        result.GetProperty("_meta").GetProperty("pulsepoint/error").ToString().Should().Be(
            """{"code":"rate_limited","message":"Too many questions.","next_step":"Slow down.","retry_after_seconds":30}""");
    }

    [Test]
    public async Task A_failure_inside_says_only_a_reference_that_the_log_explains()
    {
        var log = new FakeLogCollector();
        Profiles.Failure = new InvalidOperationException("secret detail of host db-7");
        var services = Services(Issuer.WithKey());
        services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(log));
        await using var pair = McpPair.Start(services);

        var answer = await pair.CallAsync("list_brands");

        var error = answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error");
        error.GetProperty("code").GetString().Should().Be("internal");
        answer.ToString().Should().NotContain("secret detail");
        var logged = log.GetSnapshot().Should().ContainSingle(r => r.Level == LogLevel.Error).Subject;
        logged.Exception!.Message.Should().Be("secret detail of host db-7");
        error.GetProperty("message").GetString().Should().Contain(logged.GetStructuredStateValue("Reference"));
    }

    [Test]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure_inside()
    {
        Profiles.Failure = new OperationCanceledException("a timeout somewhere below");
        var pair = Start();

        var answer = await pair.CallAsync("list_brands");

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("internal");
    }

    [Test]
    public async Task A_direct_call_gives_what_a_client_gets()
    {
        var pair = Start();
        var wire = (await pair.CallAsync("list_brands")).GetProperty("result");

        var direct = await pair.Get<IMcpEndpoint>().CallAsync("list_brands", default, CancellationToken.None);

        direct.IsError.Should().BeFalse();
        JsonElement.DeepEquals(direct.StructuredContent!.Value, wire.GetProperty("structuredContent")).Should().BeTrue();
        direct.Text.Should().Be(wire.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Test]
    public async Task A_direct_call_is_refused_as_a_client_is()
    {
        var pair = Start(Issuer.Options);

        var direct = await pair.Get<IMcpEndpoint>().CallAsync("list_brands", default, CancellationToken.None);

        direct.Code.Should().Be(RefusalCode.KeyMissing);
        direct.StructuredContent.Should().BeNull();
        direct.Text.Should().StartWith("Error key_missing: ");
    }

    [Test]
    public async Task A_direct_call_of_no_tool_names_the_tools()
    {
        var pair = Start();

        var call = () => pair.Get<IMcpEndpoint>().CallAsync("no_such_tool", default, CancellationToken.None);

        (await call.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("list_brands");
    }

    [Test]
    public async Task A_key_can_be_required_at_the_start()
    {
        var withKey = () => Start().Get<IMcpEndpoint>().RequireKeyAsync(CancellationToken.None);
        var without = () => Start(Issuer.Options).Get<IMcpEndpoint>().RequireKeyAsync(CancellationToken.None);

        await withKey.Should().NotThrowAsync();
        (await without.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.KeyMissing);
    }

    [Test]
    public async Task A_required_key_that_the_database_refuses_is_refused()
    {
        Profiles.Failure = Refusal.KeyRevoked();

        var require = () => Start().Get<IMcpEndpoint>().RequireKeyAsync(CancellationToken.None);

        (await require.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task A_database_that_is_away_says_nothing_about_a_required_key()
    {
        Profiles.Failure = Refusal.SourceUnavailable("The database cannot be reached.", "Try again.");

        var require = () => Start().Get<IMcpEndpoint>().RequireKeyAsync(CancellationToken.None);

        await require.Should().NotThrowAsync();
    }
}
