namespace Pulsepoint.Mcp.Core.Rollups;

/// <summary>The shape of one roll-up: what its source reads and its store writes, in this order.</summary>
/// <param name="Name">Its name, and the second half of the name of the function that loads it.</param>
/// <param name="Columns">Every column but the tenant's.</param>
public sealed record RollupTable(string Name, IReadOnlyList<RollupColumn> Columns)
{
    /// <summary>Whether it is summed by month; otherwise by day.</summary>
    public bool IsMonthly => Columns.Any(c => c.Name == "month");

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }

        throw new ArgumentException($"The roll-up {Name} has no column {column}.", nameof(column));
    }
}
