using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Protocol;

/// <summary>What the SDK calls an internal error (-32603) though the client made the mistake.</summary>
[TestFixture]
public sealed class ParamsTests : ServerFixture
{
    [TestCase("tools/call", "[]", "params must be an object.")]
    [TestCase("tools/call", "\"list_brands\"", "params must be an object.")]
    [TestCase("tools/call", "7", "params must be an object.")]
    [TestCase("tools/call", "{}", "params.name is missing; it must be a string.")]
    [TestCase("tools/call", """{"name":7}""", "params.name must be a string.")]
    [TestCase("tools/call", """{"name":null}""", "params.name must be a string.")]
    [TestCase("tools/call", """{"name":""}""", "params.name must not be empty.")]
    [TestCase("tools/call", """{"name":"list_brands","arguments":[]}""", "params.arguments must be an object.")]
    [TestCase("tools/call", """{"name":"list_brands","arguments":"{}"}""", "params.arguments must be an object.")]
    [TestCase("tools/call", """{"name":"no_such_tool"}""", "Unknown tool: 'no_such_tool'")]
    [TestCase("tools/call", """{"name":"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJwdWxzZXBvaW50In0.c2lnbmF0dXJlc2lnbmF0dXJl"}""", "Unknown tool.")]
    [TestCase("tools/list", """{"cursor":7}""", "params.cursor must be a string.")]
    [TestCase("tools/list", """{"cursor":"bogus"}""", "The cursor is not one of this server's: the list has one page.")]
    [TestCase("tools/list", """{"_meta":7}""", "params._meta must be an object.")]
    [TestCase("prompts/get", "{}", "params.name is missing; it must be a string.")]
    [TestCase("resources/read", """{"uri":7}""", "params.uri must be a string.")]
    [TestCase("initialize", "{}", "params.protocolVersion is missing; it must be a string.")]
    [TestCase("initialize", """{"protocolVersion":"2025-11-25","capabilities":{}}""", "params.clientInfo is missing; it must be an object.")]
    [TestCase("initialize", """{"protocolVersion":7}""", "params.protocolVersion must be a string.")]
    [TestCase("initialize", """{"protocolVersion":"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJwdWxzZXBvaW50In0.c2lnbmF0dXJlc2lnbmF0dXJl"}""", "params.protocolVersion is not a version.")]
    public async Task A_wrong_shape_is_invalid_params(string method, string parameters, string message)
    {
        var pair = Start();

        var error = (await pair.RequestAsync(method, parameters)).GetProperty("error");

        error.GetProperty("code").GetInt32().Should().Be(-32602);
        error.GetProperty("message").GetString().Should().Be(message);
    }

    [TestCase("""{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{}}""")]
    [TestCase("""{"protocolVersion":"2025-11-25","capabilities":{"sampling":7},"clientInfo":{"name":"t","version":"1"}}""")]
    public async Task Params_that_only_the_sdk_reads_are_invalid_params_too(string parameters)
    {
        var pair = Start();

        var answer = await pair.RequestAsync("initialize", parameters);

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32602);
        answer.GetProperty("error").GetProperty("message").GetString().Should().StartWith("The params have a wrong shape").And.NotContain("ModelContextProtocol").And.NotContain("JSON");
    }

    [Test]
    public async Task A_method_that_is_no_name_is_not_repeated()
    {
        var pair = Start();

        var error = (await pair.RequestAsync("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJwdWxzZXBvaW50In0.c2lnbmF0dXJlc2lnbmF0dXJl", "{}")).GetProperty("error");

        error.GetProperty("code").GetInt32().Should().Be(-32601);
        error.GetProperty("message").GetString().Should().Be("There is no method of that name.");
    }

    [TestCase("\"name\":7")]
    [TestCase("\"name\":\"no_such_tool\"")]
    [TestCase("\"name\":\"list_brands\",\"arguments\":[]")]
    [TestCase("\"name\":\"list_brands\",\"_meta\":7", Description = "The last of two members would win elsewhere.")]
    public async Task The_later_era_is_held_to_the_same(string members)
    {
        var pair = Start();

        var answer = await pair.ModernRequestAsync("tools/call", members);

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().BeOneOf(-32602, -32700);
    }

    [Test]
    public async Task Null_params_and_null_arguments_are_none()
    {
        var pair = Start();

        var listed = await pair.RequestAsync("tools/list", "null");
        var called = await pair.RequestAsync("tools/call", """{"name":"list_brands","arguments":null}""");

        listed.TryGetProperty("result", out _).Should().BeTrue();
        called.GetProperty("result").TryGetProperty("isError", out _).Should().BeFalse();
    }

    [TestCase("1.5")]
    [TestCase("1.0")]
    [TestCase("1e3")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("-7")]
    [TestCase("\"a-ü\"")]
    [TestCase("\"\"")]
    public async Task Any_number_or_text_is_an_id_and_comes_back_as_it_was(string id)
    {
        var pair = Start();

        var handshake = await pair.AskAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""");
        var perRequest = await pair.AskAsync(McpPair.ModernLine(id, "tools/list"));

        handshake.GetProperty("id").GetRawText().Should().Be(id);
        handshake.TryGetProperty("result", out _).Should().BeTrue();
        perRequest.GetProperty("id").GetRawText().Should().Be(id);
        perRequest.TryGetProperty("result", out _).Should().BeTrue();
    }
}
