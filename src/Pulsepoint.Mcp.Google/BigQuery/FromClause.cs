namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Whether a statement, read piece by piece, is in a FROM clause; each pair of brackets has its own.</summary>
internal sealed class FromClause
{
    private static readonly string[] s_ends = ["where", "group", "having", "qualify", "window", "order", "limit", "union", "intersect", "except"];

    private readonly Stack<bool> _outer = [];

    public bool IsOpen { get; private set; }

    public void Follow(ReadOnlySpan<char> piece)
    {
        if (piece is "(")
        {
            _outer.Push(IsOpen);
            IsOpen = false;
        }
        else if (piece is ")")
        {
            IsOpen = _outer.TryPop(out var wasOpen) && wasOpen;
        }
        else if (piece.Equals("from", StringComparison.OrdinalIgnoreCase))
        {
            IsOpen = true;
        }
        else if (IsEnd(piece))
        {
            IsOpen = false;
        }
    }

    private static bool IsEnd(ReadOnlySpan<char> piece)
    {
        foreach (var end in s_ends)
        {
            if (piece.Equals(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
