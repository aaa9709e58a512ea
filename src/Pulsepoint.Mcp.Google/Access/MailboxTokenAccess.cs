using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>
/// Tokens out of the mailbox, in memory until shortly before their end. They are on no disk of this machine: other processes of the
/// key find the same token in the mailbox, behind the wall, where a key that was revoked finds nothing.
/// </summary>
internal sealed class MailboxTokenAccess(TokenAsker asker, TimeProvider time) : ITokenAccess
{
    // One request outlives the answers that wait for it; each of them has to say what it waits for before its own time is over.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_callersPatience = TimeSpan.FromSeconds(1.8);

    // Less than what the mailbox gives out at least, so that what it gave is always kept for a while.
    private static readonly Duration s_margin = Duration.FromMinutes(4);

    // A key may ask six times an hour: an identity that is refused for longer shall not use them up before it is mended.
    private static readonly Duration s_pace = Duration.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<KeyId, Task<AccessToken>> _tokens = [];
    private readonly Dictionary<KeyId, Instant> _renewed = [];

    public async Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        try
        {
            return (await Newest(tenant).WaitAsync(s_callersPatience, time, cancellationToken)).Value.Reveal();
        }
        catch (TimeoutException)
        {
            throw TokenRefusal.Unserved(s_callersPatience);
        }
    }

    public bool Forget(TenantContext tenant, string token)
    {
        lock (_gate)
        {
            // Of many calls that were refused at once, the first asks for them all.
            if (!_tokens.TryGetValue(tenant.Key, out var known) || !IsOfUse(known) || !known.IsCompleted || known.Result.Value.Reveal() != token)
                return true;

            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            if (_renewed.TryGetValue(tenant.Key, out var last) && now - last < s_pace)
                return false;

            _renewed[tenant.Key] = now;
            _tokens[tenant.Key] = asker.AskAsync(tenant, s_patience, known.Result.Request, CancellationToken.None);
            return true;
        }
    }

    // All calls at once share one request; whoever stops waiting does not take it from the others.
    private Task<AccessToken> Newest(TenantContext tenant)
    {
        lock (_gate)
        {
            if (_tokens.TryGetValue(tenant.Key, out var known) && IsOfUse(known))
                return known;

            return _tokens[tenant.Key] = asker.AskAsync(tenant, s_patience, CancellationToken.None);
        }
    }

    private bool IsOfUse(Task<AccessToken> known) => !known.IsCompleted
        || (known.IsCompletedSuccessfully && known.Result.GoodUntil - s_margin > Instant.FromDateTimeOffset(time.GetUtcNow()));
}
