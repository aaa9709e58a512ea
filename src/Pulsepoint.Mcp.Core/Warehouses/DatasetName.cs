using System.Text.RegularExpressions;

namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Where one tenant's tables lie in BigQuery: <c>project.dataset</c>, or <c>dataset</c> alone. It becomes part of SQL.</summary>
public readonly partial record struct DatasetName
{
    private DatasetName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The project; null where only the dataset is named.</summary>
    public string? Project => Value.Split('.') is [var project, _] ? project : null;

    /// <summary>The dataset without its project.</summary>
    public string Name => Value[(Value.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public static DatasetName Parse(string text) =>
        TryParse(text, out var dataset) ? dataset : throw new FormatException("A dataset is written 'project.dataset', with letters, digits, underscores and, in the project, dashes.");

    public static bool TryParse(string? text, out DatasetName dataset)
    {
        var valid = text is not null && Shape().IsMatch(text);
        dataset = valid ? new DatasetName(text!) : default;
        return valid;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9-]{0,62}\.)?[A-Za-z0-9_]{1,200}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
