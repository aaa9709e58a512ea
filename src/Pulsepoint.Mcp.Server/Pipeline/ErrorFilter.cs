using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Outermost: the only place where whatever went wrong becomes something to say.</summary>
internal sealed partial class ErrorFilter(TimeProvider time, ILogger<ErrorFilter> logger)
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The one place that must answer whatever happened.")]
    public async Task<CallResult> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        try
        {
            return CallResult.Of(await next(call, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RefusalException refusal)
        {
            LogRefused(call.Tool.Declaration.Name, refusal.Code.Name());
            return CallResult.Of(refusal);
        }
        catch (Exception e)
        {
            var reference = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
            LogFailed(e, call.Tool.Declaration.Name, reference);
            return CallResult.Of(new RefusalException(
                RefusalCode.Internal,
                $"Something went wrong inside Pulsepoint (reference {reference}).",
                "Try once more; if it happens again, give the reference to your administrator: the server's log holds the cause.",
                e));
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "{Tool} was refused: {Code}")]
    private partial void LogRefused(string tool, string code);

    [LoggerMessage(1202, LogLevel.Error, "{Tool} failed, reference {Reference}")]
    private partial void LogFailed(Exception cause, string tool, string reference);
}
