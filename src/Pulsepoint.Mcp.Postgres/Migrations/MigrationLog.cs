using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace Pulsepoint.Mcp.Postgres.Migrations;

/// <summary>Hands what DbUp says to our log; what it says of errors is in the exception that follows.</summary>
internal sealed partial class MigrationLog(ILogger logger) : IUpgradeLog
{
    public void LogTrace(string format, params object[] args) => Say(format, args);

    public void LogDebug(string format, params object[] args) => Say(format, args);

    public void LogInformation(string format, params object[] args) => Say(format, args);

    public void LogWarning(string format, params object[] args) => Say(format, args);

    public void LogError(string format, params object[] args) => Say(format, args);

    public void LogError(Exception ex, string format, params object[] args) => Say(format, args);

    private void Say(string format, object[] args)
    {
        if (logger.IsEnabled(LogLevel.Debug))
            Said(logger, string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args));
    }

    [LoggerMessage(3001, LogLevel.Debug, "{Text}")]
    private static partial void Said(ILogger logger, string text);
}
