using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Server.Pipeline;
using Pulsepoint.Mcp.Server.Protocol;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Server.Usage;

namespace Pulsepoint.Mcp.Server.Resources;

/// <summary>What the SDK's server asks about resources, for one connection.</summary>
internal sealed class ResourceHandlers(ResourceShelf resources, KeySession session, CallPipeline pipeline)
{
    // The protocol leaves codes from here on to servers.
    private const McpErrorCode Refused = (McpErrorCode)(-32000);

    public ValueTask<ListResourcesResult> ListAsync(RequestContext<ListResourcesRequestParams> request, Era era)
    {
        RequireNoCursor(request.Params?.Cursor);
        _ = session.TryGet(out var tenant, out _);
        var result = new ListResourcesResult { Resources = [.. resources.VisibleTo(tenant).Select(Listed)] };
        if (era is Era.PerRequest)
            (result.TimeToLive, result.CacheScope) = (TimeSpan.Zero, CacheScope.Private);

        return ValueTask.FromResult(result);
    }

    public static ValueTask<ListResourceTemplatesResult> ListTemplatesAsync(RequestContext<ListResourceTemplatesRequestParams> request, Era era)
    {
        RequireNoCursor(request.Params?.Cursor);
        var result = new ListResourceTemplatesResult { ResourceTemplates = [] };
        if (era is Era.PerRequest)
            (result.TimeToLive, result.CacheScope) = (TimeSpan.Zero, CacheScope.Private);

        return ValueTask.FromResult(result);
    }

    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, Era era, CancellationToken cancellationToken)
    {
        var resource = Find(request.Params?.Uri, era);
        var call = new ToolCall(resource.Tool, ToolArguments.None) { Caller = Caller.Of(request), Resource = resource };
        var outcome = await pipeline.RunAsync(call, cancellationToken);
        if (outcome.Refusal is { } refusal)
            throw Error(refusal, outcome.Written.Text);

        var result = new ReadResourceResult
        {
            Contents =
            [
                new TextResourceContents { Uri = resource.Uri, MimeType = PulsepointResource.MimeType, Text = outcome.Written.Structured!.Value.GetRawText() }, // an answer has it
            ],
        };
        if (era is Era.PerRequest)
            (result.TimeToLive, result.CacheScope) = (TimeSpan.Zero, CacheScope.Private);

        return result;
    }

    /// <summary>Who may watch it: whoever may read it.</summary>
    /// <exception cref="McpProtocolException">There is no such resource, or the key may not read it.</exception>
    public TenantContext RequireWatcher(string? uri, Era era)
    {
        var resource = Find(uri, era);
        try
        {
            var tenant = session.Require();
            return resources.VisibleTo(tenant).Contains(resource) ? tenant : throw Unknown(era);
        }
        catch (RefusalException refusal)
        {
            throw Error(refusal, refusal.Message);
        }
    }

    /// <summary>Of these addresses, those that the key may watch.</summary>
    public IReadOnlyList<string> Watchable(IEnumerable<string> uris)
    {
        _ = session.TryGet(out var tenant, out _);
        return [.. resources.VisibleTo(tenant).Select(r => r.Uri).Intersect(uris)];
    }

    private PulsepointResource Find(string? uri, Era era) => resources.TryFind(uri ?? "", out var resource) ? resource : throw Unknown(era);

    // The address is not repeated: it may be anything that was pasted there.
    private static McpProtocolException Unknown(Era era) =>
        new("Unknown resource. resources/list names those there are.", era is Era.PerRequest ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);

    private static McpProtocolException Error(RefusalException refusal, string text)
    {
        var error = new McpProtocolException(text, Refused);
        error.Data["code"] = refusal.Code.Name();
        error.Data["next_step"] = refusal.NextStep;
        if (refusal.RetryAfterSeconds is { } seconds)
            error.Data["retry_after_seconds"] = seconds;

        return error;
    }

    private static Resource Listed(PulsepointResource resource) => new()
    {
        Uri = resource.Uri,
        Name = resource.Name,
        Title = resource.Title,
        Description = resource.Description,
        MimeType = PulsepointResource.MimeType,
    };

    private static void RequireNoCursor(string? cursor)
    {
        if (cursor is not null)
            throw new McpProtocolException("The cursor is not one of this server's: the list has one page.", McpErrorCode.InvalidParams);
    }
}
