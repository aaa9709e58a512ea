using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Metrics.Catalogue;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Metrics;

internal sealed class QueryMetricsTool(MetricReader reader) : TenantTool(QueryMetricsDeclaration.Value)
{
    protected override string Complete(string schema) => schema
        .Replace(QueryMetricsDeclaration.MetricsPlace, Quoted(MetricCatalogue.Instance.Metrics.Select(m => m.Id)), StringComparison.Ordinal)
        .Replace(QueryMetricsDeclaration.DimensionsPlace, Quoted(MetricCatalogue.Instance.Dimensions.Select(d => d.Id)), StringComparison.Ordinal);

    /// <summary>The catalogue knows what was probably meant.</summary>
    public override bool JudgesValuesOf(string argument) =>
        argument is "grain" || argument.StartsWith("metrics[", StringComparison.Ordinal) || argument.StartsWith("dimensions[", StringComparison.Ordinal);

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var cursor = PageCursor.Read(arguments.Text("cursor"));
        var result = await reader.ReadAsync(tenant, answer, MetricRequestReader.Read(arguments), cancellationToken);
        var offset = cursor is null ? 0 : MetricCursor.OffsetOf(cursor, tenant, result);
        var table = new MetricTable(result, answer.Cost.Total, MetricPage.Of(result, answer.Cost.Total, offset), next => MetricCursor.At(tenant, result, next));
        return AnswerSize.RefuseTooLarge(table.ToAnswer(), "Ask for fewer metrics, dimensions, filter values or brands.");
    }

    private static string Quoted(IEnumerable<string> ids) => string.Join(',', ids.Select(id => $"\"{id}\""));
}
