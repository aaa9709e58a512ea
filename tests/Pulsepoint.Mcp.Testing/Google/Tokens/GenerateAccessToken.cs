using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Pulsepoint.Mcp.Testing.Google.Tokens;

/// <summary>IAM Credentials: a token of a service identity for whoever may speak for it.</summary>
internal static class GenerateAccessToken
{
    private const string Verb = ":generateAccessToken";
    private const string Bearer = "Bearer ";

    public static async Task AnswerAsync(TokenBoard board, HttpContext context)
    {
        if (board.Fault is { } fault)
        {
            context.Response.StatusCode = (int)fault.Status;
            await context.Response.WriteAsync(fault.Body, context.RequestAborted);
            return;
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.Ordinal) || board.WhoseIs(authorization[Bearer.Length..]) is not "platform")
        {
            await JsonAnswer.ErrorAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
            return;
        }

        var call = (string)context.Request.RouteValues["call"]!;
        if (!call.EndsWith(Verb, StringComparison.Ordinal))
        {
            await JsonAnswer.ErrorAsync(context, StatusCodes.Status404NotFound, "NOT_FOUND", "Method not found.");
            return;
        }

        await MintAsync(board, context, call[..^Verb.Length]);
    }

    private static async Task MintAsync(TokenBoard board, HttpContext context, string identity)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var scopes = json.RootElement.GetProperty("scope").EnumerateArray().Select(scope => scope.GetString()!).ToList();
        var lifetime = json.RootElement.GetProperty("lifetime").GetString()!;
        board.Saw(new SeenMint(identity, scopes, lifetime));
        var seconds = double.Parse(lifetime.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);
        if (scopes.Count == 0 || seconds is <= 0 or > 3600)
        {
            await JsonAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "Request contains an invalid argument.");
            return;
        }

        if (!board.IsGranted(identity))
        {
            await JsonAnswer.ErrorAsync(
                context, StatusCodes.Status403Forbidden, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).");
            return;
        }

        var (token, until) = board.Make(identity, Duration.FromSeconds(seconds));
        await JsonAnswer.WriteAsync(context, answer =>
        {
            answer.WriteString("accessToken", token);
            answer.WriteString("expireTime", InstantPattern.General.Format(until));
        });
    }
}
