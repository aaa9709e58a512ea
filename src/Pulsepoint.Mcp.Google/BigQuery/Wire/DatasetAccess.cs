using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <summary>One line of who may do what in a dataset.</summary>
internal sealed record DatasetAccess
{
    public string? Role { get; init; }

    public string? UserByEmail { get; init; }

    public string? GroupByEmail { get; init; }

    public string? SpecialGroup { get; init; }

    public string? IamMember { get; init; }

    /// <summary>What we do not know, and must not take away: the lines are changed as a whole.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
