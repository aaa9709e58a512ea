using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>A product of a demo catalogue; its variants share price and cost.</summary>
/// <param name="Name">Title.</param>
/// <param name="Type">Product type; apparel is returned more often.</param>
/// <param name="Price">Before tax, in the brand's currency.</param>
/// <param name="Cost">Per unit.</param>
/// <param name="Weight">How often it is bought, beside the others.</param>
/// <param name="Variants">Names of the variants; at least one.</param>
internal sealed record DemoProduct(string Name, string Type, decimal Price, decimal Cost, int Weight, params IReadOnlyList<string> Variants)
{
    private const double ApparelReturns = 0.14;
    private const double OtherReturns = 0.06;

    public LocalDate LaunchedOn { get; init; } = DemoCalendar.FirstDay;

    /// <summary>Days on which nothing of it could be sold.</summary>
    public DateInterval? OutOfStock { get; init; }

    /// <summary>Days on which more than usual came back, and the share of units that did.</summary>
    public (DateInterval Days, double Rate)? ReturnWave { get; init; }

    public double ReturnRate => Type == "apparel" ? ApparelReturns : OtherReturns;

    public bool IsSoldOn(LocalDate day) => day >= LaunchedOn && OutOfStock?.Contains(day) != true;

    /// <summary>Days on which its availability changes.</summary>
    public IEnumerable<LocalDate> Turns()
    {
        yield return LaunchedOn;
        if (OutOfStock is not { } gap)
            yield break;

        yield return gap.Start;
        yield return gap.End.PlusDays(1);
    }
}
