using System.Globalization;
using System.Text;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>The place of a thing below BigQuery's address: <c>/bigquery/v2/projects/acme/datasets</c>.</summary>
internal sealed class ResourceUri
{
    private const string Version = "bigquery/v2/projects/";

    private readonly StringBuilder _text;
    private char _separator = '?';

    private ResourceUri(string root, string project, string[] path)
    {
        _text = new StringBuilder(root).Append(Uri.EscapeDataString(project));
        foreach (var segment in path)
            _text.Append('/').Append(Uri.EscapeDataString(segment));
    }

    public static ResourceUri Of(string project, params string[] path) => new(Version, project, path);

    /// <summary>The same where files are sent to.</summary>
    public static ResourceUri OfUpload(string project, params string[] path) => new("upload/" + Version, project, path);

    /// <summary>Adds a parameter, unless its value is null.</summary>
    public ResourceUri With(string name, object? value)
    {
        if (value is null)
            return this;

        var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!; // not null, as the value is not
        _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(text));
        _separator = '&';
        return this;
    }

    public Uri Under(Uri address) => new(address, _text.ToString());
}
