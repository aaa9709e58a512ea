namespace Pulsepoint.Mcp.Server.Transport;

/// <summary>One line of the input, or what came instead of it.</summary>
internal readonly record struct Line(LineKind Kind, ReadOnlyMemory<byte> Bytes)
{
    public static Line End { get; } = new(LineKind.End, default);

    public static Line TooLong { get; } = new(LineKind.TooLong, default);

    public static Line Of(ReadOnlyMemory<byte> bytes) => new(LineKind.Message, bytes);
}
