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

    private readonly Lock _gate = new();
    private readonly Dictionary<KeyId, Task<AccessToken>> _tokens = [];

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
