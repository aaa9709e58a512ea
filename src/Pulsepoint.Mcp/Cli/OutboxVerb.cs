using System.CommandLine;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Events that wait on this machine: seen, delivered, mended and given up by its owner.</summary>
internal static class OutboxVerb
{
    public static Command Create() => new("outbox", "Events on this machine that wait to be delivered.")
    {
        OutboxStatusVerb.Create(),
        OutboxFlushVerb.Create(),
        OutboxDeadVerb.Create(),
        OutboxRequeueVerb.Create(),
        OutboxPurgeVerb.Create(),
        OutboxImportVerb.Create(),
        OutboxForgetVerb.Create(),
        OutboxRotateVerb.Create(),
    };
}
