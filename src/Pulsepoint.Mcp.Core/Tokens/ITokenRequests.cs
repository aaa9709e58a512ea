using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>The worker's side of the mailbox, with the platform's credential.</summary>
public interface ITokenRequests
{
    /// <summary>Some requests that wait, the oldest first; for thirty seconds no other worker gets them. Those of keys that have ended are not among them.</summary>
    /// <exception cref="RefusalException">The database is away, or refuses the platform's credential.</exception>
    Task<IReadOnlyList<WaitingToken>> TakeAsync(int most, CancellationToken cancellationToken);

    /// <summary>Puts the sealed token in.</summary>
    /// <returns>False where it waits no more: it was answered, its key has ended, or the tenant has another identity by now.</returns>
    /// <exception cref="RefusalException">The tenant was deleted meanwhile; or the database is away.</exception>
    Task<bool> AnswerAsync(WaitingToken request, byte[] envelope, Instant until, CancellationToken cancellationToken);

    /// <summary>Says that there will be no token, and why.</summary>
    /// <exception cref="RefusalException">The tenant was deleted meanwhile; or the database is away.</exception>
    Task DenyAsync(WaitingToken request, TokenDenial denial, CancellationToken cancellationToken);
}
