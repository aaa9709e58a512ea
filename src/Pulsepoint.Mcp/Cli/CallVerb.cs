using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Makes one tool call through the same pipeline as MCP, for shells and CI.</summary>
internal static class CallVerb
{
    private const string Example = "For example: pulsepoint-mcp call query_metrics '{\"metrics\":[\"net_sales\"]}'";

    // Which of two values of one name is meant, nobody can know.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private static readonly Argument<string> s_tool = new("TOOL") { Description = "The tool's name, such as list_brands." };

    private static readonly Argument<string?> s_arguments = new("JSON")
    {
        Description = "Its arguments as JSON, @FILE to read them from a file, or - for standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> s_text = new("--text") { Description = "Print the answer as text instead of JSON." };

    private static readonly Option<bool> s_json = new("--json") { Description = "Print the answer as JSON; so it is without any of these." };

    private static readonly Option<bool> s_csv = new("--csv")
    {
        Description = "Print every row of a table or list as CSV; text that a spreadsheet would run begins with an apostrophe.",
    };

    public static Command Create()
    {
        var command = new Command("call", "Make one tool call and print its result.") { s_tool, s_arguments, s_json, s_text, s_csv };
        command.Runs(CallAsync);
        return command;
    }

    private static async Task<int> CallAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var endpoint = services.GetRequiredService<IMcpEndpoint>();
        try
        {
            return await CallAsync(endpoint, parsed, cancellationToken);
        }
        finally
        {
            await endpoint.EndAsync(cancellationToken);
        }
    }

    private static async Task<int> CallAsync(IMcpEndpoint endpoint, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (new[] { s_json, s_text, s_csv }.Count(parsed.GetValue) > 1)
            throw new UsageException("--json, --text and --csv exclude each other.", "For example: pulsepoint-mcp call list_brands --text");

        var output = Console.Out;
        Console.SetOut(Console.Error);
        using var arguments = await ReadAsync(parsed.GetValue(s_arguments), cancellationToken);
        var call = new ToolInvocation(endpoint, parsed.GetRequiredValue(s_tool));
        var outcome = await call.MakeAsync(arguments?.RootElement ?? default, isWhole: parsed.GetValue(s_csv), cancellationToken);
        if (outcome.Code is not null)
            return await RefusedAsync(outcome);

        if (parsed.GetValue(s_csv))
            return await WriteCsvAsync(outcome, output);

        await output.WriteLineAsync(parsed.GetValue(s_text) ? outcome.Text : outcome.StructuredContent?.GetRawText() ?? outcome.Text);
        return ExitCode.Done;
    }

    private static async Task<int> WriteCsvAsync(ToolCallOutcome outcome, TextWriter output)
    {
        if (outcome.StructuredContent is not { } answer || CsvTable.Of(answer) is not { } table)
            throw new UsageException("The answer of this tool is not a table.", "Leave --csv out.");

        if (CsvTable.IsCompared(answer))
            throw new UsageException("A comparison does not fit into one CSV table.", "Leave compare out, and ask for the other period by itself.");

        foreach (var line in table)
            await output.WriteLineAsync(line);

        if (!CsvTable.IsCut(answer))
            return ExitCode.Done;

        await Console.Error.WriteLineAsync("Rows are missing at the end: ask for fewer with a filter, a coarser grain or a shorter time.");
        return ExitCode.Failed;
    }

    private static async Task<int> RefusedAsync(ToolCallOutcome outcome)
    {
        await Console.Error.WriteLineAsync(ShellAdvice.Of(outcome.Text));
        return ExitCode.Of(outcome.Code!.Value, outcome.Cause); // asked for a refusal alone
    }

    private static async Task<JsonDocument?> ReadAsync(string? argument, CancellationToken cancellationToken)
    {
        var text = argument switch
        {
            null => null,
            "-" => await ReadInputAsync(cancellationToken),
            ['@', .. var path] => await ReadFileAsync(path, cancellationToken),
            _ => argument,
        };
        if (string.IsNullOrWhiteSpace(text))
            return null;

        try
        {
            var document = JsonDocument.Parse(text, s_strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new UsageException("The arguments are not a JSON object.", Example);
        }
        catch (JsonException e)
        {
            throw new UsageException(
                e.LineNumber is { } line ? $"The arguments are not JSON (line {line + 1}, column {e.BytePositionInLine + 1})." : "The arguments hold a name twice.",
                Example);
        }
    }

    // A read of a pipe that stays open cannot be cancelled, so it is left behind.
    private static Task<string> ReadInputAsync(CancellationToken cancellationToken) =>
        Task.Run(Console.In.ReadToEnd, CancellationToken.None).WaitAsync(cancellationToken);

    private static async Task<string> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read.", "Give the path of a JSON file after @, or - to read standard input.");
        }
    }
}
