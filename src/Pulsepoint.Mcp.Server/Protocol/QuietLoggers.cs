using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Pulsepoint.Mcp.Server.Protocol;

/// <summary>
/// The SDK's loggers without what it says of a client's mistake: it warns twice of an unhandled exception, with its trace, where
/// somebody named a tool that is not there, and of a method that is not there. We say it once.
/// </summary>
/// <param name="loggers">Write the rest; not disposed with this.</param>
internal sealed class QuietLoggers(ILoggerFactory loggers) : ILoggerFactory
{
    private const string NoHandler = "LogNoHandlerFoundForRequest";

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Quiet(loggers.CreateLogger(categoryName));

    public void Dispose()
    {
        // The loggers are somebody else's.
    }

    private sealed class Quiet(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not McpProtocolException && eventId.Name is not NoHandler)
                logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
