using Microsoft.Extensions.Logging;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>Writes one line a message, without keys, to standard error. Standard output belongs to the protocol.</summary>
internal sealed class StderrLoggerProvider(LogLevel minimum, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(categoryName[(categoryName.LastIndexOf('.') + 1)..], minimum, time);

    public void Dispose()
    {
        // Nothing is held open: every line is written and flushed on its own.
    }

    private sealed class StderrLogger(string category, LogLevel minimum, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            var level = logLevel switch { LogLevel.Critical or LogLevel.Error => "error", LogLevel.Warning => "warn", LogLevel.Information => "info", _ => "debug" };
            var cause = exception is null ? ""
                : logLevel == LogLevel.Debug || minimum <= LogLevel.Debug ? Environment.NewLine + LogText.WithoutKeys(exception.ToString())
                : LogText.OneLine($" ({exception.GetType().Name}: {exception.Message})");
            Console.Error.WriteLine($"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level} {category}[{eventId.Id}] {LogText.OneLine(formatter(state, exception))}{cause}");
        }
    }
}
