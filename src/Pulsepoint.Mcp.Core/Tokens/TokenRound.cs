using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Serves the requests that wait: one round of the platform's worker.</summary>
public sealed class TokenRound(ITokenRequests requests, ITokenMinter minter)
{
    // Google is asked for all of them at once, and must have answered before another worker may take them.
    private const int MostAtOnce = 16;

    /// <exception cref="RefusalException">The database is away, or refuses the platform's credential.</exception>
    public async Task<TokenReport> RunAsync(CancellationToken cancellationToken)
    {
        var taken = await requests.TakeAsync(MostAtOnce, cancellationToken);
        var problems = await Task.WhenAll(taken.Select(request => ServeAsync(request, cancellationToken)));
        return new TokenReport(taken.Count, [.. problems.OfType<TokenProblem>()]);
    }

    private async Task<TokenProblem?> ServeAsync(WaitingToken request, CancellationToken cancellationToken)
    {
        try
        {
            // Looked at first: nothing is minted for what nobody could open.
            if (!TokenEnvelope.IsPublicKey(request.PublicKey))
                return await DenyAsync(request, TokenDenial.RequestMalformed, TokenRefusal.Unreadable(), cancellationToken);

            if (await minter.MintAsync(request.Identity, request.Use, cancellationToken) is not { } minted)
                return await DenyAsync(request, TokenDenial.IdentityRefused, TokenRefusal.IdentityRefused(), cancellationToken);

            // The database keeps the end that the token is bound to, so it is one that both sides read alike.
            var until = Instant.FromUnixTimeSeconds(minted.Until.ToUnixTimeSeconds());
            var envelope = TokenEnvelope.Seal(new TokenBinding(request.Tenant, request.Key, request.Id, until), request.PublicKey, minted.Value);
            await requests.AnswerAsync(request, envelope, until, cancellationToken);
            return null;
        }
        catch (RefusalException refusal)
        {
            // One that cannot be served now does not keep the others waiting; it is taken again in half a minute.
            return new TokenProblem(request, refusal);
        }
    }

    private async Task<TokenProblem> DenyAsync(WaitingToken request, TokenDenial denial, RefusalException refusal, CancellationToken cancellationToken)
    {
        await requests.DenyAsync(request, denial, cancellationToken);
        return new TokenProblem(request, refusal);
    }
}
