using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Protocol;

[TestFixture]
public sealed class PerRequestEraTests : ServerFixture
{
    private const string Version = "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"";

    [Test]
    public async Task Discover_names_the_server_and_may_not_be_shared()
    {
        var pair = Start();

        var result = (await pair.ModernRequestAsync("server/discover")).GetProperty("result");

        result.GetProperty("resultType").GetString().Should().Be("complete");
        result.GetProperty("supportedVersions").ToString().Should().Be("""["2026-07-28"]""");
        result.GetProperty("capabilities").ToString().Should().Be("""{"resources":{"subscribe":true},"tools":{}}""");
        result.GetProperty("cacheScope").GetString().Should().Be("private");
        result.GetProperty("ttlMs").GetInt64().Should().Be(0);
        result.GetProperty("_meta").GetProperty("io.modelcontextprotocol/serverInfo").GetProperty("name").GetString().Should().Be("pulsepoint-mcp");
    }

    [Test]
    public async Task The_list_may_not_be_shared()
    {
        var pair = Start();

        var result = (await pair.ModernRequestAsync("tools/list")).GetProperty("result");

        result.GetProperty("resultType").GetString().Should().Be("complete");
        result.GetProperty("cacheScope").GetString().Should().Be("private");
        result.GetProperty("ttlMs").GetInt64().Should().Be(0);
        result.GetProperty("tools").GetArrayLength().Should().BePositive();
    }

    [Test]
    public async Task A_call_needs_no_handshake()
    {
        var pair = Start();

        var result = (await pair.ModernRequestAsync("tools/call", "\"name\":\"list_brands\"")).GetProperty("result");

        result.GetProperty("resultType").GetString().Should().Be("complete");
        result.GetProperty("structuredContent").GetProperty("brands").GetArrayLength().Should().Be(2);
    }

    [Test]
    public async Task A_refusal_is_a_complete_result()
    {
        var pair = Start(Issuer.Options);

        var result = (await pair.ModernRequestAsync("tools/call", "\"name\":\"list_brands\"")).GetProperty("result");

        result.GetProperty("resultType").GetString().Should().Be("complete");
        result.GetProperty("isError").GetBoolean().Should().BeTrue();
        result.GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("key_missing");
    }

    [Test]
    public async Task Client_info_may_be_missing_but_capabilities_may_not()
    {
        var pair = Start();

        var answer = await pair.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{ {{Version}} } } }""");

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32602);
        answer.GetProperty("error").GetProperty("message").GetString().Should().Contain("clientCapabilities");
    }

    [Test]
    public async Task An_unknown_revision_gets_the_list_of_known_ones()
    {
        var pair = Start();

        var answer = await pair.AskAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2030-01-01","io.modelcontextprotocol/clientCapabilities":{}}}}""");

        var error = answer.GetProperty("error");
        error.GetProperty("code").GetInt32().Should().Be(-32022);
        error.GetProperty("data").GetProperty("requested").GetString().Should().Be("2030-01-01");
        error.GetProperty("data").GetProperty("supported").EnumerateArray().Select(v => v.GetString()).Should().Contain("2026-07-28");
    }

    [TestCase("ping", "")]
    [TestCase("logging/setLevel", "\"level\":\"info\"")]
    [TestCase("resources/subscribe", "\"uri\":\"pulsepoint://brands\"")]
    [TestCase("initialized", "")]
    public async Task What_the_revision_has_no_more_is_no_method(string method, string members)
    {
        var pair = Start();

        var answer = await pair.ModernRequestAsync(method, members);

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32601);
    }

    [Test]
    public async Task Both_eras_share_one_connection_in_any_order()
    {
        var pair = Start();

        var discovered = await pair.ModernRequestAsync("server/discover");
        var initialized = await pair.InitializeAsync();
        var listed = await pair.RequestAsync("tools/list");
        var modern = await pair.ModernRequestAsync("tools/list");
        var again = await pair.RequestAsync("ping");

        discovered.TryGetProperty("result", out _).Should().BeTrue();
        initialized.GetProperty("result").GetProperty("protocolVersion").GetString().Should().Be("2025-11-25");
        listed.GetProperty("result").TryGetProperty("resultType", out _).Should().BeFalse();
        modern.GetProperty("result").GetProperty("resultType").GetString().Should().Be("complete");
        again.TryGetProperty("result", out _).Should().BeTrue();
    }

    [Test]
    public async Task A_subscription_is_acknowledged_under_the_clients_id_and_does_not_hold_the_end()
    {
        var pair = Start();

        await pair.SendAsync(McpPair.ModernLine("\"sub\"", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"));
        var acknowledged = await pair.ReadAsync();
        var rest = await pair.ReadToEndAsync();

        acknowledged.GetProperty("method").GetString().Should().Be("notifications/subscriptions/acknowledged");
        acknowledged.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetString().Should().Be("sub");
        rest.Should().BeEmpty();
    }
}
