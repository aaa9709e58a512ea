using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Serving;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Calls of one tool from the command line, where an unknown tool is wrong usage.</summary>
internal sealed class ToolInvocation(IMcpEndpoint endpoint, TimeProvider time, string tool)
{
    private bool _hasWaited;

    /// <summary>Waits when calls have run out for now: a table of many pages takes more of them than a minute has.</summary>
    public async Task<ToolCallOutcome> MakePatientlyAsync(JsonElement arguments, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await MakeAsync(arguments, cancellationToken);
            if (outcome.RetryAfterSeconds is not { } seconds)
                return outcome;

            if (!_hasWaited)
                await Console.Error.WriteLineAsync("The calls of this minute are used up: the rest comes more slowly.");

            _hasWaited = true;

            // As long as the server said: nothing else tells when there are calls again.
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        }
    }

    public async Task<ToolCallOutcome> MakeAsync(JsonElement arguments, CancellationToken cancellationToken)
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
}
