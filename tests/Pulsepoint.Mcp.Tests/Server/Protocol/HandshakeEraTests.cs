using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Protocol;

[TestFixture]
public sealed class HandshakeEraTests : ServerFixture
{
    [TestCase("2024-11-05")]
    [TestCase("2025-03-26")]
    [TestCase("2025-06-18")]
    [TestCase("2025-11-25")]
    public async Task Each_known_revision_is_agreed_to(string version)
    {
        var pair = Start();

        var answer = await pair.InitializeAsync(version);

        answer.GetProperty("result").GetProperty("protocolVersion").GetString().Should().Be(version);
    }

    [Test]
    public async Task Initialize_names_the_server_and_declares_only_what_it_offers()
    {
        var pair = Start();

        var result = (await pair.InitializeAsync()).GetProperty("result");

        result.GetProperty("serverInfo").ToString().Should().Be("""{"name":"pulsepoint-mcp","title":"Pulsepoint","version":"1.2.3"}""");
        result.GetProperty("capabilities").ToString().Should().Be("""{"resources":{"subscribe":true},"tools":{}}""");
        result.GetProperty("instructions").GetString().Should().Contain("never estimate");
    }

    [Test]
    public async Task An_unknown_old_revision_is_answered_with_the_newest_of_the_era()
    {
        var pair = Start();

        var answer = await pair.InitializeAsync("2024-01-01");

        answer.GetProperty("result").GetProperty("protocolVersion").GetString().Should().Be("2025-11-25");
    }

    [Test]
    public async Task Initialize_with_a_later_revision_says_which_are_supported()
    {
        var pair = Start();

        var error = (await pair.InitializeAsync("2026-07-28")).GetProperty("error");

        error.GetProperty("code").GetInt32().Should().Be(-32022);
        error.GetProperty("data").GetProperty("requested").GetString().Should().Be("2026-07-28");
        error.GetProperty("data").GetProperty("supported").EnumerateArray().Select(v => v.GetString()).Should().Contain("2025-11-25");
    }

    [Test]
    public async Task A_list_carries_nothing_of_the_later_revision()
    {
        var pair = Start();
        await pair.InitializeAsync();

        var result = (await pair.RequestAsync("tools/list")).GetProperty("result");

        result.EnumerateObject().Select(p => p.Name).Should().Equal("tools");
    }

    [Test]
    public async Task Ping_is_answered()
    {
        var pair = Start();
        await pair.InitializeAsync();

        var answer = await pair.RequestAsync("ping");

        answer.GetProperty("result").ToString().Should().Be("{}");
    }

    [Test]
    public async Task A_call_without_initialize_is_served()
    {
        var pair = Start();

        var answer = await pair.CallAsync("list_brands");

        answer.GetProperty("result").GetProperty("structuredContent").GetProperty("brands").GetArrayLength().Should().Be(2);
    }

    [TestCase("logging/setLevel", """{"level":"info"}""")]
    [TestCase("prompts/list", "{}")]
    [TestCase("server/nothing", "{}")]
    [TestCase("subscriptions/listen", "{}")]
    public async Task What_is_not_offered_is_no_method(string method, string parameters)
    {
        var pair = Start();
        await pair.InitializeAsync();

        var answer = await pair.RequestAsync(method, parameters);

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32601);
    }

    [Test]
    public async Task Requests_sent_along_with_initialize_wait_for_its_answer()
    {
        var pair = Start();

        await pair.SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""",
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        var answers = await pair.ReadToEndAsync();

        answers.Select(a => a.GetProperty("id").GetInt32()).Should().Equal(1, 2);
        await pair.Served.WaitAsync(McpPair.Timeout);
    }
}
