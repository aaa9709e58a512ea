using Pulsepoint.Mcp.Core.Metrics;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools.Metrics;

namespace Pulsepoint.Mcp.Server.Tools.Whole;

/// <summary>Answers with every row at once. Metrics are read once for that; what other tools list in pages is put together.</summary>
internal sealed class WholeAnswers(MetricReader reader)
{
    private const string Cursor = "cursor";

    public Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, TenantTool tool, ToolArguments arguments, CancellationToken cancellationToken) =>
        tool is QueryMetricsTool ? MetricsAsync(tenant, answer, arguments, cancellationToken) : PagesAsync(tenant, answer, tool, arguments, cancellationToken);

    private async Task<ToolAnswer> MetricsAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var cursor = PageCursor.Read(arguments.Text(Cursor));
        var result = await reader.ReadAsync(tenant, answer, MetricRequestReader.Read(arguments), cancellationToken);
        var offset = cursor is null ? 0 : MetricCursor.OffsetOf(cursor, tenant, result);
        var page = new MetricPage(offset, result.Rows.Count - offset, HasMore: false);
        return new MetricTable(result, answer.Cost.Total, page, next => MetricCursor.At(tenant, result, next)).ToAnswer();
    }

    private static async Task<ToolAnswer> PagesAsync(TenantContext tenant, AnswerContext answer, TenantTool tool, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var pages = new JoinedPages();
        while (true)
        {
            var page = await tool.CallAsync(tenant, answer, arguments, cancellationToken);
            pages.Add(page);
            if (pages.NextCursor is not { } next)
                return pages.Count == 1 ? page : page with { Body = pages.Write, Table = "" };

            arguments = arguments.With(Cursor, next);
        }
    }
}
