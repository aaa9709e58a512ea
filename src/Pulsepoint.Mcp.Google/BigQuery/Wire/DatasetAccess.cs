namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>One line of who may do what in a dataset.</summary>
internal sealed record DatasetAccess
{
    public string? Role { get; init; }

    public string? UserByEmail { get; init; }

    public string? GroupByEmail { get; init; }

    public string? SpecialGroup { get; init; }

    public string? IamMember { get; init; }
}
