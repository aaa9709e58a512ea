using CsCheck;

namespace Pulsepoint.Mcp.GoogleSqlTests.Metrics;

/// <summary>Values that would end a text, a name or a statement, begin a comment or name a parameter, if they ever came into SQL.</summary>
internal static class HostileValues
{
    // A null character is refused before a query is made.
    private const char Refused = '\0';

    public static IReadOnlyList<string> Known { get; } =
    [
        "'", "\"", "`", "'''", "\\", "\\'", "';--", "' or '1'='1", "'); drop table orders; --", "x` union all select 1 from `y", "/*", "*/ or true /*",
        "#", "--", "@p0", "$p0", "@@project_id", "${x}", "{0}", "%' or '%", "_", "r'''", "b\"", "\n;\nselect 1", "\u2019", "\uff07", "null",
    ];

    public static Gen<string> Any { get; } = Gen.OneOf<string>(Gen.OneOf(Known.ToArray()), Gen.String[1, 60].Where(s => s.Trim().Length > 0 && !s.Contains(Refused)));
}
