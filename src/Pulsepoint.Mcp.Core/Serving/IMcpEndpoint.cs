using System.Text.Json;

namespace Pulsepoint.Mcp.Core.Serving;

/// <summary>The door: what a client can reach, over a pipe or by one direct call. Both go through the same filters.</summary>
public interface IMcpEndpoint
{
    /// <summary>
    /// Speaks MCP over two streams until the input ends and everything asked before has been answered. Cancelling the token
    /// stops the calls at work, answers them with a refusal and returns within a second, even while a read blocks.
    /// </summary>
    Task ServeAsync(Stream input, Stream output, CancellationToken cancellationToken);

    /// <summary>Makes one tool call without a client.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments: an object, or undefined for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Refusals.RefusalException"><c>value_invalid</c>: there is no such tool; the next step names those there are.</exception>
    Task<ToolCallOutcome> CallAsync(string tool, JsonElement arguments, CancellationToken cancellationToken);

    /// <summary>
    /// Makes one tool call without a client and gives every row at once, where a model would get pages: for a file, which no
    /// budget of a model binds. It is one call to limits and to usage, and sends no model anything.
    /// </summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments: an object, or undefined for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Refusals.RefusalException"><c>value_invalid</c>: there is no such tool; the next step names those there are.</exception>
    Task<ToolCallOutcome> CallWholeAsync(string tool, JsonElement arguments, CancellationToken cancellationToken);

    /// <summary>Delivers the events of direct calls, for two seconds at most: for a process that is about to end. What is not delivered stays on the disk.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Checks the key now, its text and then with the database, for a process that is to end when there is no usable one.
    /// A database that cannot be reached says nothing about the key, and is left to the first call.
    /// </summary>
    /// <exception cref="Refusals.RefusalException">The key is missing, or refused here or by the database.</exception>
    Task RequireKeyAsync(CancellationToken cancellationToken);
}
