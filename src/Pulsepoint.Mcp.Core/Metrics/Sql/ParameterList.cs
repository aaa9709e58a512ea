using System.Globalization;

namespace Pulsepoint.Mcp.Core.Metrics.Sql;

/// <summary>Collects the values of a query. The only way for a value into a query is <see cref="Add"/>, which returns its placeholder.</summary>
internal sealed class ParameterList(char prefix)
{
    private readonly List<SqlParameter> _all = [];

    public IReadOnlyList<SqlParameter> All => _all;

    public string Add(object value)
    {
        var name = "p" + _all.Count.ToString(CultureInfo.InvariantCulture);
        _all.Add(new SqlParameter(name, value));
        return prefix + name;
    }
}
