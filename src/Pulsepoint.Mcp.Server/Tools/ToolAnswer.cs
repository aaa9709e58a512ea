using System.Text.Json;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>
/// What a tool found. It is written twice, as structured content and as text, because some clients show their model only
/// the one and some only the other.
/// </summary>
internal sealed record ToolAnswer
{
    /// <summary>The finding as sentences.</summary>
    public required string Summary { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Writes the members of the structured content beside <c>summary</c> and <c>warnings</c>.</summary>
    public required Action<Utf8JsonWriter> Body { get; init; }

    /// <summary>What its usage event says of it; null for an answer that is no question about the data.</summary>
    public AnswerFacts? Facts { get; init; }

    /// <summary>The same facts as lines of text, below summary and warnings.</summary>
    public string Table { get; init; } = "";
}
