using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Demo;

/// <summary>Two servers and a publisher, as processes of their own, on one state folder.</summary>
internal sealed class PublishingTests
{
    private const string ByCountry = """{"metrics":["net_sales"],"dimensions":["country"],"time":{"preset":"last_week"}}""";

    [Test]
    public async Task Two_servers_answer_without_an_error_while_the_data_are_published_anew()
    {
        var setting = await DemoState.AsAsync("cinder", "analyst");
        var folder = Path.Combine(setting.State, "warehouse", "cinder");
        var before = await File.ReadAllTextAsync(Path.Combine(folder, "CURRENT"));
        // A snapshot without its stamp is not known to be current, so the next demo makes it again: the same rows, a new file.
        File.Delete(Path.Combine(folder, before + ".json"));

        await using var publisher = ToolProcess.Start(new ToolSetting { State = setting.State }, "demo", "--json");
        var publishing = publisher.FinishAsync();
        var servers = await Task.WhenAll(AskUntilAsync(publishing, setting), AskUntilAsync(publishing, setting));

        (await publishing).ExitCode.Should().Be(0, (await publishing).Errors);
        (await File.ReadAllTextAsync(Path.Combine(folder, "CURRENT"))).Should().NotBe(before);
        servers.Should().OnlyContain(answers => answers.Count > 1);
        servers.SelectMany(answers => answers).Distinct().Should().ContainSingle("every answer, before, during and after, says the same");
    }

    private static async Task<IReadOnlyList<string>> AskUntilAsync(Task end, ToolSetting setting)
    {
        await using var server = ToolProcess.Start(setting, "serve");
        foreach (var line in Era.Handshake.Opening)
            await server.WriteLineAsync(line);

        await server.ReadLineAsync();
        List<string> answers = [];
        var isLast = false;
        for (var id = 2; !isLast; id++)
        {
            isLast = end.IsCompleted;
            await server.WriteLineAsync(Era.Handshake.CallTool(id, "query_metrics", ByCountry));
            var result = JsonRpc.Parse(await server.ReadLineAsync()).GetProperty("result");
            // Asked as fast as it goes, a person's calls run out: that refusal says nothing about the data.
            if (result.TryGetProperty("_meta", out var meta) && meta.GetRawText().Contains("\"rate_limited\"", StringComparison.Ordinal))
                continue;

            result.TryGetProperty("structuredContent", out var content).Should().BeTrue($"a reader is never in a publisher's way, but got {result}");
            answers.Add(content.GetProperty("rows").GetRawText());
        }

        server.EndInput();
        (await server.FinishAsync()).ExitCode.Should().Be(0);
        return answers;
    }
}
