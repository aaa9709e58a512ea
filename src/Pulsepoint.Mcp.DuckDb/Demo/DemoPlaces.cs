namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>States and their parts of a country's customers.</summary>
internal static class DemoPlaces
{
    private static readonly (string State, int Share, int Tax)[] s_states =
        [("CA", 26, 725), ("NY", 18, 800), ("TX", 16, 625), ("FL", 13, 600), ("IL", 9, 625), ("WA", 8, 650), ("OR", 10, 0)];

    /// <summary>So many of 200 customers, spread over the states.</summary>
    public static IEnumerable<DemoPlace> UnitedStates(int share, decimal shipping, decimal freeFrom)
    {
        var left = share;
        foreach (var (state, part, tax) in s_states)
        {
            var mine = state == s_states[^1].State ? left : share * part / 100;
            left -= mine;
            yield return new DemoPlace("US", state, mine, tax, shipping, freeFrom);
        }
    }
}
