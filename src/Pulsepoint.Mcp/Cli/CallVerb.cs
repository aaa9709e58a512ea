using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Refusals;
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

    public static Command Create()
    {
        var command = new Command("call", "Make one tool call and print its result.") { s_tool, s_arguments, s_text };
        command.Runs(CallAsync);
        return command;
    }

    private static async Task<int> CallAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = Console.Out;
        Console.SetOut(Console.Error);
        using var arguments = await ReadAsync(parsed.GetValue(s_arguments), cancellationToken);
        var outcome = await CallAsync(services.GetRequiredService<IMcpEndpoint>(), parsed.GetRequiredValue(s_tool), arguments?.RootElement ?? default, cancellationToken);
        if (outcome.Code is { } code)
        {
            await Console.Error.WriteLineAsync(outcome.Text);
            return code.IsAboutTheKey() ? ExitCode.KeyRefused : ExitCode.Failed;
        }

        await output.WriteLineAsync(parsed.GetValue(s_text) ? outcome.Text : outcome.StructuredContent?.GetRawText() ?? outcome.Text);
        return ExitCode.Done;
    }

    private static async Task<ToolCallOutcome> CallAsync(IMcpEndpoint endpoint, string tool, JsonElement arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await endpoint.CallAsync(tool, arguments, cancellationToken);
        }
        catch (RefusalException unknown)
        {
            throw new UsageException(unknown.Message, unknown.NextStep);
        }
    }

    private static async Task<JsonDocument?> ReadAsync(string? argument, CancellationToken cancellationToken)
    {
        var text = argument switch
        {
            null => null,
            "-" => await Console.In.ReadToEndAsync(cancellationToken),
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
            throw new UsageException($"The arguments are not JSON (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}).", Example);
        }
    }

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
