namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>
/// The generator's only source of chance: a function of a row's number and a field's salt. <c>Sql/macros.sql</c> says the
/// same in SQL, and a test holds the two together.
/// </summary>
internal static class PortableHash
{
    private const long M = 2_147_483_647;

    /// <summary>A whole number from 0 to 2147483646.</summary>
    public static long Of(long x, long salt)
    {
        var h = (x % M * 48_271 + salt) % M;
        h = (h * h + 7 * salt + 1) % M;
        h = (h * 69_621 + x % M) % M;
        h = (h * h + 13 * salt + 5) % M;
        return (h * 16_807 + x % 65_521) % M;
    }

    /// <summary>A number from 0 to just below 1.</summary>
    public static double Unit(long x, long salt) => Of(x, salt) / (double)M;
}
