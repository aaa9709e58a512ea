using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>The asking side of the mailbox: a key reaches its own requests, and those of no other key.</summary>
public interface ITokenMailbox
{
    /// <summary>Asks, or finds an earlier request of the key that waits or whose token has more than five minutes to go.</summary>
    /// <exception cref="RefusalException">
    /// <c>rate_limited</c> after six requests within an hour; <c>source_unavailable</c> where the tenant has no service identity
    /// or the database is away; or the key is not accepted any more.
    /// </exception>
    Task<TokenPost> AskAsync(TenantContext tenant, TokenQuestion question, CancellationToken cancellationToken);

    /// <summary>How a request of this key stands now.</summary>
    /// <exception cref="RefusalException">The key is not accepted any more, or never asked this; or the database is away.</exception>
    Task<TokenPost> LookAsync(TenantContext tenant, TokenRequestId request, CancellationToken cancellationToken);
}
