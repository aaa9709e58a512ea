namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>How a request stands.</summary>
public sealed record TokenPost
{
    /// <summary>The request: the one that was asked for, or an earlier one of the same key whose answer serves.</summary>
    public required TokenRequestId Id { get; init; }

    /// <summary>The private half that opens the answer, sealed for processes of the key.</summary>
    public required byte[] Keepsake { get; init; }

    /// <summary>The sealed token; null while it waits, and where it was refused.</summary>
    public TokenAnswer? Answer { get; init; }

    /// <summary>Why there will be no token; null where there may be one.</summary>
    public TokenDenial? Denial { get; init; }
}
