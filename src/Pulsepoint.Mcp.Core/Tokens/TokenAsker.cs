using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>Asks the mailbox for a token, waits for the answer, and opens it.</summary>
public sealed class TokenAsker(ITokenMailbox mailbox, TimeProvider time)
{
    // Nothing tells of an answer: the database sends no notifications that could be trusted, so the request is looked at.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc cref="AskAsync(TenantContext, TimeSpan, TokenRequestId?, CancellationToken)"/>
    public Task<AccessToken> AskAsync(TenantContext tenant, TimeSpan patience, CancellationToken cancellationToken) =>
        AskAsync(tenant, patience, instead: null, cancellationToken);

    /// <summary>A token that is good for more than five minutes.</summary>
    /// <param name="tenant">Whose key asks.</param>
    /// <param name="patience">How long the caller can wait, all in all.</param>
    /// <param name="instead">A request whose token is of no use, as Google has refused it; null where there is none.</param>
    /// <param name="cancellationToken">Stops waiting; the request stays, and a later call finds its answer.</param>
    /// <exception cref="RefusalException">
    /// <c>source_unavailable</c>: nobody served the request in time, or it cannot be served, with what is to be done about it;
    /// <c>rate_limited</c>; or the key is not accepted any more.
    /// </exception>
    public async Task<AccessToken> AskAsync(TenantContext tenant, TimeSpan patience, TokenRequestId? instead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        TokenPost? asked = null;
        try
        {
            // An answer that does not open is asked for anew, once: another process may have left it damaged.
            for (var (useless, isSecond) = (instead, false); ; (useless, isSecond) = (asked.Id, true))
            {
                using var fresh = TokenReceiver.Create();
                var id = TokenRequestId.New(time);
                asked = await mailbox.AskAsync(tenant, new TokenQuestion(id, fresh.PublicKey(), fresh.Keepsake(tenant, id), useless), either.Token);
                var token = asked.Id == id
                    ? await ReceiveAsync(tenant, fresh, asked, either.Token)
                    : await ReceiveEarlierAsync(tenant, asked, either.Token);
                if (token is not null)
                    return token;

                if (isSecond)
                    throw TokenRefusal.Unreadable();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw asked is null ? TokenRefusal.Unanswered(patience) : TokenRefusal.Unserved(patience);
        }
    }

    private async Task<AccessToken?> ReceiveEarlierAsync(TenantContext tenant, TokenPost asked, CancellationToken cancellationToken)
    {
        using var earlier = TokenReceiver.TryRestore(tenant, asked.Id, asked.Keepsake);
        return earlier is null ? null : await ReceiveAsync(tenant, earlier, asked, cancellationToken);
    }

    private async Task<AccessToken?> ReceiveAsync(TenantContext tenant, TokenReceiver receiver, TokenPost post, CancellationToken cancellationToken)
    {
        while (post.Answer is null)
        {
            if (post.Denial is { } denial)
                throw TokenRefusal.Of(denial);

            await Task.Delay(s_lookAgain, time, cancellationToken);
            post = await mailbox.LookAsync(tenant, post.Id, cancellationToken);
        }

        var token = receiver.TryOpen(new TokenBinding(tenant.Tenant, tenant.Key, post.Id, post.Answer.Until), post.Answer.Envelope);
        return token is null ? null : new AccessToken(token, Instant.FromDateTimeOffset(time.GetUtcNow()) + post.Answer.Left, post.Id);
    }
}
