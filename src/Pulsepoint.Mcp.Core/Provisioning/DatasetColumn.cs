namespace Pulsepoint.Mcp.Core.Provisioning;

/// <param name="Name">Its name in every engine.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">For whoever looks at the dataset; null where the name says it.</param>
public sealed record DatasetColumn(string Name, ColumnType Type, string? Description = null)
{
    /// <summary>Whether every row must have a value. Only for a table that is new: a column that is added later may always be null.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it holds many values in a row, none of them null.</summary>
    public bool IsList { get; init; }
}
