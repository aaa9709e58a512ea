namespace Pulsepoint.Mcp.Core.Budgets;

/// <summary>The job of a query, named by us before it begins, so that it can be looked up whatever happens to its process.</summary>
public readonly record struct QueryJobId
{
    private const int MostCharacters = 200;

    private QueryJobId(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="FormatException">It is not 1 to 200 letters, digits, dashes and underscores.</exception>
    public static QueryJobId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return text.Length is > 0 and <= MostCharacters && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new QueryJobId(text)
            : throw new FormatException("A job's id has 1 to 200 letters, digits, dashes and underscores.");
    }

    public override string ToString() => Value;
}
