using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>Puts a missing permission on record, whoever found it missing: the claims or the database.</summary>
internal sealed partial class DenialFilter(KeySession session, IAuditLog audit, ILogger<DenialFilter> logger) : ICallFilter
{
    public async Task<ToolAnswer> InvokeAsync(ToolCall call, CallNext next, CancellationToken cancellationToken)
    {
        try
        {
            return await next(call, cancellationToken);
        }
        catch (RefusalException denied) when (denied.Code is RefusalCode.PermissionDenied)
        {
            if (session.TryGet(out var tenant, out _))
                await RecordAsync(tenant, call, cancellationToken);

            throw;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The caller is told of the denial whether or not it could be recorded.")]
    private async Task RecordAsync(TenantContext tenant, ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            await audit.DenyAsync(tenant, call.Tool.Declaration.Name, call.Tool.Declaration.Permission, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnrecorded(e, call.Tool.Declaration.Name);
        }
    }

    [LoggerMessage(1211, LogLevel.Warning, "A denied call of {Tool} could not be put on record")]
    private partial void LogUnrecorded(Exception cause, string tool);
}
