using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

internal sealed record TableField(string Name, string Type)
{
    /// <summary><c>NULLABLE</c> where it is not named.</summary>
    public string? Mode { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<TableField>? Fields { get; init; }

    /// <summary>What we do not know, and must not take away: a schema is changed as a whole.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
