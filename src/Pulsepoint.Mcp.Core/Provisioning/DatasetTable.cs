namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>A table of a tenant's dataset, before it exists anywhere.</summary>
/// <param name="Name">The same in every dataset.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Description">For whoever looks at the dataset.</param>
/// <param name="Columns">In their order.</param>
public sealed record DatasetTable(string Name, TableKind Kind, string Description, IReadOnlyList<DatasetColumn> Columns)
{
    /// <summary>
    /// By what it is cut; null for a table that is read whole. A table that is cut refuses a query that names no days: it would read,
    /// and bill, all of them.
    /// </summary>
    public DayPartition? Partition { get; init; }

    /// <summary>
    /// Whether its rows of a day change long after that day: what customers were worth within a year of it is known a year later. A load of
    /// some days brings all of such a table.
    /// </summary>
    public bool ChangesAfterwards { get; init; }

    /// <summary>By which columns the rows of a day lie together, at most four. Questions compare the first as it is, and so read less.</summary>
    public IReadOnlyList<string> Cluster { get; init; } = [];
}
