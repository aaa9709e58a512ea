using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>
/// The part of GoogleSQL that BigQuery has and that queries like ours may need. Short on purpose: with every feature on,
/// the analyzer passes what BigQuery refuses.
/// </summary>
internal static class BigQueryLanguage
{
    // Hides the types that only Google's own systems have, like INT32.
    private const int ExternalProducts = 1;

    private const int AnalyticFunctions = 1;
    private const int NoGroupsOfFloats = 3;
    private const int NumericType = 16;
    private const int BigNumericType = 41;
    private const int CivilTime = 12001;
    private const int SafeFunctionCalls = 12002;
    private const int WeekWithWeekday = 12008;
    private const int NullsFirstOrLast = 13008;
    private const int DashesInTableNames = 13009;
    private const int DecimalAlias = 13014;
    private const int Qualify = 13033;

    public static LanguageOptions Options { get; } = new()
    {
        ProductMode = ExternalProducts,
        EnabledLanguageFeatures =
        {
            AnalyticFunctions, NoGroupsOfFloats, NumericType, BigNumericType, CivilTime, SafeFunctionCalls,
            WeekWithWeekday, NullsFirstOrLast, DashesInTableNames, DecimalAlias, Qualify,
        },
    };
}
