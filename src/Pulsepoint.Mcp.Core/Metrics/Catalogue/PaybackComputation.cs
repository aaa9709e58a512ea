using System.Globalization;

namespace Pulsepoint.Mcp.Core.Metrics.Catalogue;

/// <summary>
/// After how many months the gross profit of the acquired customers reaches what it cost to acquire one. Each month counts
/// the customers who have reached it; no month beyond the last one is ever guessed.
/// </summary>
/// <param name="Ages">The ends of the months, in days since the first order.</param>
public sealed record PaybackComputation(IReadOnlyList<int> Ages) : MetricComputation
{
    internal const string Cost = "spend";
    internal const string Acquired = "new_orders";

    internal override IEnumerable<string> Measures => Ages.SelectMany(age => new[] { Profit(age), Members(age) }).Prepend(Acquired).Prepend(Cost);

    internal static string Profit(int age) => string.Create(CultureInfo.InvariantCulture, $"profit_{age}");

    internal static string Members(int age) => string.Create(CultureInfo.InvariantCulture, $"members_{age}");

    internal override decimal? Evaluate(Func<string, decimal?> measure)
    {
        if (measure(Cost) is not { } cost || measure(Acquired) is not { } acquired || acquired == 0m)
            return null;

        for (var month = 0; month < Ages.Count; month++)
        {
            if (measure(Profit(Ages[month])) is not { } profit || measure(Members(Ages[month])) is not { } members || members == 0m)
                return null;

            if (profit * acquired >= cost * members)
                return month + 1;
        }

        return null;
    }
}
