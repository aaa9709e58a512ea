using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Pulsepoint.Mcp.Testing.Google.PubSub.Wire;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>Publishing over HTTP/1.1: the same as gRPC's, with JSON around it.</summary>
internal static class RestPublish
{
    private const string Verb = ":publish";

    public static async Task AnswerAsync(PubSubBoard board, HttpContext context)
    {
        if (board.Faults.OnRest() is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        try
        {
            await board.Faults.OnPublishAsync(context.RequestAborted);
            await WriteAsync(context, await PublishAsync(board, context));
        }
        catch (RpcException e)
        {
            await WriteAsync(context, e.Status);
        }
    }

    private static async Task<IReadOnlyList<string>> PublishAsync(PubSubBoard board, HttpContext context)
    {
        var path = (string)context.Request.RouteValues["path"]!;
        if (!path.EndsWith(Verb, StringComparison.Ordinal))
            throw PubSubError.Unknown(path);

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = new PublishRequest { Topic = path[..^Verb.Length] };
        using var json = JsonDocument.Parse(body.ToArray());
        foreach (var message in json.RootElement.GetProperty("messages").EnumerateArray())
            request.Messages.Add(Message(message));

        var authorization = context.Request.Headers.Authorization;
        return board.Publish(request, (int)body.Length, authorization.Count == 0 ? null : authorization.ToString());
    }

    private static PubsubMessage Message(JsonElement json)
    {
        var message = new PubsubMessage();
        if (json.TryGetProperty("data", out var data))
            message.Data = ByteString.CopyFrom(data.GetBytesFromBase64());
        if (json.TryGetProperty("orderingKey", out var key))
            message.OrderingKey = key.GetString();
        if (json.TryGetProperty("attributes", out var attributes))
        {
            foreach (var attribute in attributes.EnumerateObject())
                message.Attributes.Add(attribute.Name, attribute.Value.GetString());
        }

        return message;
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<string> ids) => WriteAsync(context, writer =>
    {
        writer.WriteStartArray("messageIds");
        foreach (var id in ids)
            writer.WriteStringValue(id);

        writer.WriteEndArray();
    });

    private static Task WriteAsync(HttpContext context, Status status)
    {
        context.Response.StatusCode = HttpCode(status.StatusCode);
        return WriteAsync(context, writer =>
        {
            writer.WriteStartObject("error");
            writer.WriteNumber("code", context.Response.StatusCode);
            writer.WriteString("message", status.Detail);
            writer.WriteString("status", JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.StatusCode.ToString()));
            writer.WriteEndObject();
        });
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Encoding.UTF8.GetString(buffer.ToArray()), context.RequestAborted);
    }

    // As Google's front end translates them.
    private static int HttpCode(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
