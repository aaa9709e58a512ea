namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>Something that results can be cut and filtered by.</summary>
/// <param name="Id">As queries name it.</param>
/// <param name="Label">As people name it.</param>
/// <param name="Description">What its values are; null where the label says it.</param>
/// <param name="Values">Every value there is, where the list is closed; else null.</param>
/// <param name="Shape">How its values are written.</param>
public sealed record Dimension(string Id, string Label, string? Description, IReadOnlyList<string>? Values, DimensionShape Shape)
{
    /// <summary>Whether its values follow one another, as months do.</summary>
    public bool IsOrdered => Shape is DimensionShape.Month or DimensionShape.Number;
}
