using System.Text;
using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server.Transport;

[TestFixture]
public sealed class ConnectionTests : ServerFixture
{
    private static string Gated(int id) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"gated","arguments":{"n":{{id}} } } }""";

    private static string Ping(int id) => $$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""";

    private static string CancelOf(string id) => $$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{id}} } }""";

    [Test]
    public async Task Everything_in_flight_is_answered_after_the_input_has_ended()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync([.. Enumerable.Range(1, 100).Select(Gated)]);
        pair.EndInput();
        await tool.BegunAsync(32);
        pair.Served.IsCompleted.Should().BeFalse();
        tool.Open();
        var answers = await pair.ReadToEndAsync();

        answers.Select(a => a.GetProperty("id").GetInt32()).Order().Should().Equal(Enumerable.Range(1, 100));
        answers.Should().OnlyContain(a => a.GetProperty("result").GetProperty("structuredContent").GetProperty("n").GetInt32() == a.GetProperty("id").GetInt32());
        await pair.Served.WaitAsync(McpPair.Timeout);
    }

    [Test]
    public async Task Two_thousand_pipelined_requests_are_all_answered_once()
    {
        var pair = Start();

        await pair.SendBytesAsync(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 2000).Select(Ping))));
        var answers = await pair.ReadToEndAsync();

        answers.Select(a => a.GetProperty("id").GetInt32()).Order().Should().Equal(Enumerable.Range(1, 2000));
    }

    [Test]
    public async Task A_last_line_without_a_newline_is_answered()
    {
        var pair = Start();

        await pair.SendBytesAsync(Encoding.UTF8.GetBytes(Ping(7)));
        var answers = await pair.ReadToEndAsync();

        answers.Should().ContainSingle().Which.GetProperty("id").GetInt32().Should().Be(7);
    }

    [Test]
    public async Task An_empty_input_ends_the_server_without_a_word()
    {
        var pair = Start();

        var answers = await pair.ReadToEndAsync();

        answers.Should().BeEmpty();
        await pair.Served.WaitAsync(McpPair.Timeout);
    }

    [Test]
    public async Task Byte_order_mark_carriage_return_and_blank_lines_are_tolerated()
    {
        var pair = Start();

        await pair.SendBytesAsync(new byte[] { 0xEF, 0xBB, 0xBF });
        await pair.SendBytesAsync(Encoding.UTF8.GetBytes(Ping(1) + "\r\n\r\n  \n"));
        await pair.SendBytesAsync(new byte[] { 0xEF, 0xBB, 0xBF });
        await pair.SendBytesAsync(Encoding.UTF8.GetBytes(Ping(2) + "\r\n"));
        var answers = await pair.ReadToEndAsync();

        answers.Select(a => a.GetProperty("id").GetInt32()).Should().BeEquivalentTo([1, 2]);
    }

    [TestCase("{\"jsonrpc\":", -32700)]
    [TestCase("not json", -32700)]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}", -32700)]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\ud800\"}", -32700)]
    [TestCase("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32600)]
    [TestCase("[]", -32600)]
    [TestCase("\"ping\"", -32600)]
    [TestCase("1", -32600)]
    [TestCase("null", -32600)]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600)]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600)]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}", -32600)]
    [TestCase("{}", -32600)]
    public async Task What_is_no_message_is_refused_under_no_id(string line, int code)
    {
        var pair = Start();

        var answer = await pair.AskAsync(line);
        var after = await pair.AskAsync(Ping(9));

        answer.GetProperty("id").ValueKind.Should().Be(JsonValueKind.Null);
        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(code);
        after.GetProperty("id").GetInt32().Should().Be(9);
    }

    [TestCase("{\"jsonrpc\":\"1.0\",\"id\":4,\"method\":\"ping\"}")]
    [TestCase("{\"id\":4,\"method\":\"ping\"}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":7}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":4}")]
    public async Task What_has_an_id_is_refused_under_it(string line)
    {
        var pair = Start();

        var answer = await pair.AskAsync(line);

        answer.GetProperty("id").GetInt32().Should().Be(4);
        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32600);
    }

    [Test]
    public async Task Broken_utf8_is_no_json()
    {
        var pair = Start();

        await pair.SendBytesAsync(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'\n' });
        var answer = await pair.ReadAsync();

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32700);
    }

    [Test]
    public async Task Nesting_beyond_64_levels_is_refused()
    {
        var pair = Start();

        var answer = await pair.AskAsync($$"""{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":{{new string('[', 80)}}{{new string(']', 80)}} } }""");

        answer.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32700);
    }

    [Test]
    public async Task An_overlong_line_is_refused_and_the_next_is_served()
    {
        var pair = Start(Issuer.WithKey() with { MaxMessageBytes = 100_000 });

        for (var i = 0; i < 50; i++)
            await pair.SendBytesAsync(new byte[10_000]);

        await pair.SendBytesAsync("\n"u8.ToArray());
        var refused = await pair.ReadAsync();
        var served = await pair.AskAsync(Ping(2));

        refused.GetProperty("id").ValueKind.Should().Be(JsonValueKind.Null);
        refused.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32600);
        served.GetProperty("id").GetInt32().Should().Be(2);
    }

    [Test]
    public async Task A_line_of_exactly_the_limit_is_served()
    {
        var pair = Start(Issuer.WithKey() with { MaxMessageBytes = 1000 });

        var served = await pair.AskAsync(Ping(1).PadRight(1000));
        var refused = await pair.AskAsync(Ping(2).PadRight(1001));

        served.GetProperty("id").GetInt32().Should().Be(1);
        refused.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32600);
    }

    [Test]
    public async Task An_id_in_flight_is_refused_and_free_again_once_answered()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync(Gated(5));
        await tool.BegunAsync(1);
        var twice = await pair.AskAsync(Ping(5));
        tool.Open();
        var first = await pair.ReadAsync();
        var again = await pair.AskAsync(Ping(5));

        twice.GetProperty("error").GetProperty("code").GetInt32().Should().Be(-32600);
        first.TryGetProperty("result", out _).Should().BeTrue();
        again.TryGetProperty("result", out _).Should().BeTrue();
    }

    [Test]
    public async Task Only_so_many_calls_work_at_once()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync([.. Enumerable.Range(1, 80).Select(Gated)]);
        await tool.BegunAsync(32);
        var ping = await pair.AskAsync(Ping(1000));
        tool.Open();
        var answers = await pair.ReadToEndAsync();

        ping.GetProperty("id").GetInt32().Should().Be(1000);
        answers.Should().HaveCount(80);
        tool.MostAtWork.Should().Be(32);
    }

    [Test]
    public async Task A_cancelled_call_stops_and_is_never_answered()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync(Gated(1), Gated(2));
        await tool.BegunAsync(2);
        await pair.SendAsync(CancelOf("1"));
        var cancelled = await tool.Cancelled.ReadAsync().AsTask().WaitAsync(McpPair.Timeout);
        tool.Open();
        var answers = await pair.ReadToEndAsync();

        cancelled.Should().Be(1);
        answers.Should().ContainSingle().Which.GetProperty("id").GetInt32().Should().Be(2);
    }

    [Test]
    public async Task A_queued_call_that_was_cancelled_is_never_answered()
    {
        var tool = new GatedTool();
        var pair = Start(Issuer.WithKey() with { MaxCallsAtWork = 1 }, tool);

        await pair.SendAsync(Gated(1));
        await tool.BegunAsync(1);
        await pair.SendAsync(Gated(2), Gated(3), CancelOf("2"));
        await pair.AskAsync(Ping(4));
        tool.Open();
        var answers = await pair.ReadToEndAsync();

        answers.Select(a => a.GetProperty("id").GetInt32()).Should().BeEquivalentTo([1, 3]);
    }

    [Test]
    public async Task The_id_of_a_cancelled_call_is_free_at_once()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync(Gated(1));
        await tool.BegunAsync(1);
        await pair.SendAsync(CancelOf("1"));
        var reused = await pair.AskAsync(Ping(1));

        reused.TryGetProperty("result", out _).Should().BeTrue();
    }

    [TestCase("99")]
    [TestCase("null")]
    [TestCase("{}")]
    public async Task Cancelling_what_is_not_there_does_nothing(string id)
    {
        var pair = Start();

        await pair.SendAsync(CancelOf(id), """{"jsonrpc":"2.0","method":"notifications/cancelled"}""", """{"jsonrpc":"2.0","method":"notifications/cancelled","params":[]}""");
        var answer = await pair.AskAsync(Ping(1));

        answer.GetProperty("id").GetInt32().Should().Be(1);
    }

    [Test]
    public async Task Answers_and_notifications_that_nobody_waits_for_are_ignored()
    {
        var pair = Start();

        await pair.SendAsync(
            """{"jsonrpc":"2.0","id":44,"result":{}}""",
            """{"jsonrpc":"2.0","id":1.5,"error":{"code":1,"message":"x"}}""",
            """{"jsonrpc":"2.0","method":"notifications/unheard_of","params":[]}""",
            """{"jsonrpc":"2.0","method":"notifications/unheard_of"}""");
        var answer = await pair.AskAsync(Ping(1));

        answer.GetProperty("id").GetInt32().Should().Be(1);
    }

    [Test]
    public async Task Stopping_answers_the_calls_at_work_with_a_refusal_and_does_not_wait_for_the_input()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync(Gated(1));
        await tool.BegunAsync(1);
        pair.Stop();
        var answer = await pair.ReadAsync();
        await pair.Served.WaitAsync(McpPair.Timeout);

        answer.GetProperty("result").GetProperty("isError").GetBoolean().Should().BeTrue();
        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("source_unavailable");
    }

    [Test]
    public async Task Calls_that_never_end_are_broken_off_some_time_after_the_input()
    {
        var tool = new GatedTool();
        var pair = Start(null, tool);

        await pair.SendAsync(Gated(1));
        await tool.BegunAsync(1);
        pair.EndInput();
        var answer = pair.ReadAsync();
        while (!answer.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        (await answer).GetProperty("result").GetProperty("isError").GetBoolean().Should().BeTrue();
    }
}
