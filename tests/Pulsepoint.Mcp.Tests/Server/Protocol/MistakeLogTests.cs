using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Protocol;

[TestFixture]
public sealed class MistakeLogTests : ServerFixture
{
    [TestCase("tools/call", """{"name":"no_such_tool"}""")]
    [TestCase("no/such/method", "{}")]
    public async Task A_clients_slip_is_one_plain_line(string method, string parameters)
    {
        await using var pair = McpPair.Start(Services(Issuer.WithKey()).AddFakeLogging());

        (await pair.RequestAsync(method, parameters)).TryGetProperty("error", out _).Should().BeTrue();

        var log = pair.Get<FakeLogCollector>().GetSnapshot();
        log.Where(l => l.Level >= LogLevel.Warning).Select(l => l.Message).Should().BeEmpty();
        log.Should().ContainSingle(l => l.Level == LogLevel.Information && l.Message.StartsWith("A request was answered with an error")).Which.Exception.Should().BeNull();
        log.Should().NotContain(l => l.Message.Contains("unhandled"));
    }
}
