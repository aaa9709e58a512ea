using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A conversation from beginning to end, with a client that makes every mistake.</summary>
internal sealed class SessionTests
{
    private const string NetSales = """{"metrics":["net_sales"],"time":{"preset":"yesterday"}}""";

    // Where a client writes its key by mistake, and what it writes to hear more than it should.
    private static readonly string[] s_hostile =
    [
        "KEY",
        "{\"KEY\":1}",
        """{"jsonrpc":"2.0","id":1,"method":{"KEY":1}}""",
        """{"jsonrpc":"2.0","id":1,"method":"KEY"}""",
        """{"jsonrpc":"2.0","method":"KEY"}""",
        """{"jsonrpc":"2.0","method":"notifications/KEY","params":{"KEY":1}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"KEY"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"KEY":"KEY","progressToken":{"KEY":1}}}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"KEY"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_brands","KEY":"KEY","arguments":{"KEY":"KEY"}}}""",
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_brands","arguments":"KEY"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file://KEY"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"KEY"}}""",
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"KEY","capabilities":{"KEY":{}},"clientInfo":{"name":"e2e","version":"1"}}}""",
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["KEY"]}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"brands":["KEY"]}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"time":{"preset":"KEY"}}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"time":{"from":"KEY","to":"KEY"}}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"dimensions":["KEY"]}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"cursor":"KEY"}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales"],"grain":"KEY","limit":"KEY","order_by":[{"field":"KEY"}]}"""),
        Era.Handshake.CallTool(1, "query_metrics", """{"metrics":["net_sales'; select passwd from pg_shadow; --"]}"""),
        Era.Handshake.CallTool(1, "list_metrics", """{"search":"KEY"}"""),
        Era.Handshake.CallTool(1, "list_brands", """{"${env:PULSEPOINT_API_KEY}":"%PULSEPOINT_API_KEY%"}"""),
        Era.Handshake.CallTool(1, "get_audit_log", """{"action":"KEY","actor":"KEY"}"""),
    ];

    [TestCaseSource(nameof(s_hostile))]
    public async Task A_hostile_line_is_not_answered_with_a_secret(string line)
    {
        var setting = await DemoState.AsAsync("aurora", "admin");
        var key = await File.ReadAllTextAsync(setting.ApiKeyFile!); // a demo key has a file

        var run = await GreppedTool.RunAsync(setting, ["serve"], also: null, [.. Era.Handshake.Opening, line.Replace("KEY", key, StringComparison.Ordinal)]);

        run.ExitCode.Should().Be(0);
    }

    [Test]
    public async Task A_good_conversation_shows_no_secret([ValueSource(typeof(Era), nameof(Era.All))] Era era)
    {
        var run = await GreppedTool.RunAsync(
            await DemoState.AsAsync("aurora", "admin"),
            ["serve"],
            also: null,
            [.. era.Opening, era.ListTools(2), era.CallTool(3, "list_brands"), era.CallTool(4, "query_metrics", NetSales), era.CallTool(5, "get_audit_log"), era.CallTool(6, "list_metrics")]);

        run.Messages().Should().HaveCount(6);
        run.Lines.Should().NotContain(l => l.Contains("\"isError\":true"));
    }
}
