using Pulsepoint.Mcp.Outbox.Files;
using Pulsepoint.Mcp.Outbox.Rows;

namespace Pulsepoint.Mcp.Outbox.Administration;

/// <summary>Everything that waits for one sink.</summary>
internal static class SinkRows
{
    private const string Waiting = """
        delete from deliveries where sink = @sink returning seq
        """;

    private const string Buried = """
        delete from dead where sink = @sink returning seq
        """;

    private const string Known = """
        delete from sinks where sink = @sink
        """;

    public static int Drop(OutboxSession session, string sink)
    {
        List<long> given = [.. session.Rows(Waiting, row => row.GetInt64(0), ("@sink", sink)), .. session.Rows(Buried, row => row.GetInt64(0), ("@sink", sink))];
        session.Execute(Known, ("@sink", sink));
        EventRows.RemoveFinished(session, JsonList.Of(given));
        return given.Count;
    }
}
