using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Pulsepoint.Mcp.Testing.Google.Tokens;

/// <summary>OAuth's token endpoint, for the two grants that credentials of operators use. Whoever shows one of them is the platform.</summary>
internal static class OAuthToken
{
    private const int Life = 3600;

    public static async Task AnswerAsync(TokenBoard board, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isGood = form["grant_type"].ToString() switch
        {
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => form["assertion"].ToString().Split('.').Length == 3,
            "refresh_token" => form["refresh_token"].ToString().Length > 0 && form["client_id"].ToString().Length > 0,
            _ => false,
        };
        if (!isGood)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await JsonAnswer.WriteAsync(context, json => json.WriteString("error", "invalid_grant"));
            return;
        }

        board.Exchanged();
        await JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteString("access_token", board.Make("platform", Duration.FromSeconds(Life)).Token);
            json.WriteNumber("expires_in", Life);
            json.WriteString("token_type", "Bearer");
        });
    }
}
