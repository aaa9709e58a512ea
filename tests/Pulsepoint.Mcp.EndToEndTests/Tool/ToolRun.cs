using System.Text.Json;
using FluentAssertions;

namespace Pulsepoint.Mcp.EndToEndTests.Tool;

/// <summary>How a run of the tool ended, and all it said.</summary>
internal sealed record ToolRun(int ExitCode, IReadOnlyList<string> Lines, string Errors)
{
    /// <summary>Every line of stdout as a message; a line that is none fails the test with its text.</summary>
    public IReadOnlyList<JsonElement> Messages() => [.. Lines.Select(JsonRpc.Parse)];

    /// <summary>The one answer to a request; none or two of them fail the test.</summary>
    public JsonElement Answer(int id)
    {
        var answers = Messages().Where(m => JsonRpc.IsAnswerTo(m, id)).ToList();
        answers.Should().ContainSingle($"request {id} must be answered once; stdout was:\n{string.Join('\n', Lines)}\nstderr was:\n{Errors}");
        return answers[0];
    }

    public JsonElement Result(int id)
    {
        var answer = Answer(id);
        answer.TryGetProperty("result", out var result).Should().BeTrue($"request {id} must succeed, but got {answer}");
        return result;
    }
}
