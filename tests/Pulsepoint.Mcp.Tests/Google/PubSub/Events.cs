using System.Text;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>Events to publish.</summary>
internal static class Events
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static EventMessage One(string json = """{"rows":1}""") => new(Guid.CreateVersion7(s_now), "tool_call", 1, Encoding.UTF8.GetBytes(json));

    public static IReadOnlyList<EventMessage> Many(int count) => [.. Enumerable.Range(0, count).Select(i => One($$"""{"rows":{{i}}}"""))];

    public static EventMessage OfSize(int bytes) => One() with { Json = new byte[bytes] };
}
