using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.DuckDb.Snapshots;

namespace Pulsepoint.Mcp.DuckDb.Demo.Answers;

internal static class AnswerBookWriter
{
    public static void Write(string path, SnapshotDraft draft, DemoTenant tenant, DemoRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateFolder.WritePrivate(path, $"{{\"generation\":\"{draft.Generation}\",\"tenant\":\"{tenant.Slug}\",\"scale\":{range.Scale}}}");
    }
}
