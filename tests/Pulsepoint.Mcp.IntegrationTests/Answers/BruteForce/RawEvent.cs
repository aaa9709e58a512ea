using NodaTime;

namespace Pulsepoint.Mcp.IntegrationTests.Answers.BruteForce;

/// <summary>One row of a base table, with every attribute that something could be cut by.</summary>
internal sealed record RawEvent
{
    public required RawTable Table { get; init; }

    public required string Brand { get; init; }

    public required LocalDate Day { get; init; }

    /// <summary>By dimension; what a table has no column for is not there.</summary>
    public required IReadOnlyDictionary<string, string?> Attributes { get; init; }

    /// <summary>By column, as the table has it.</summary>
    public required IReadOnlyDictionary<string, decimal> Amounts { get; init; }

    public string Currency { get; init; } = "";

    public string Order { get; init; } = "";

    public string Customer { get; init; } = "";

    public bool IsRestocked { get; init; }

    public decimal this[string amount] => Amounts[amount];

    public string? Of(string dimension) => dimension switch
    {
        "brand" => Brand,
        "cohort_month" => Day.ToString("uuuu-MM", null),
        _ => Attributes[dimension],
    };

    /// <summary>The same in another currency: its money times the rate of its own day.</summary>
    public RawEvent In(decimal rate) => this with { Amounts = Amounts.ToDictionary(a => a.Key, a => IsMoney(a.Key) ? a.Value * rate : a.Value) };

    private static bool IsMoney(string amount) =>
        amount is "gross" or "discount" or "tax" or "unit_cost" or "shipping" or "goods_value" or "tender" or "spend" or "conv_value";
}
