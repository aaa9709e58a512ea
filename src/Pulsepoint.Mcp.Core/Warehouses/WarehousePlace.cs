namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Where a tenant's own dataset lies, as its row in the store says: <c>bigquery:project.dataset@EU</c>.</summary>
/// <param name="Dataset">Always with its project, which pays for what is read.</param>
/// <param name="Location">Where Google keeps it, like <c>EU</c> or <c>europe-west3</c>; a query must say so outside the multi-regions.</param>
public sealed record WarehousePlace(DatasetName Dataset, string Location)
{
    private const string Prefix = "bigquery:";

    /// <exception cref="FormatException">It is not written so.</exception>
    public static WarehousePlace Parse(string text) =>
        TryParse(text) ?? throw new FormatException("A place is written 'bigquery:project.dataset@EU'.");

    /// <summary>Null where the text is not written so.</summary>
    public static WarehousePlace? TryParse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var isWhole = text[Prefix.Length..].Split('@') is [var name, var location]
            && DatasetName.TryParse(name, out _) && name.Contains('.', StringComparison.Ordinal)
            && location.Length > 0 && location.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        return isWhole ? Of(text[Prefix.Length..]) : null;
    }

    public override string ToString() => $"{Prefix}{Dataset}@{Location}";

    private static WarehousePlace Of(string text) => new(DatasetName.Parse(text[..text.IndexOf('@', StringComparison.Ordinal)]), text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..]);
}
