namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record ErrorDetail
{
    public int Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<ErrorProto>? Errors { get; init; }

    /// <summary>Like <c>PERMISSION_DENIED</c>; some front ends send it alone, without <see cref="Errors"/>.</summary>
    public string? Status { get; init; }
}
