using NodaTime;

namespace Pulsepoint.Mcp.Core.Doctor;

/// <summary>What the session of a key is.</summary>
/// <param name="Ends">When the database ends the key (UTC): earlier than the key says itself once it was replaced.</param>
/// <param name="Rights">Rights and memberships that no key has, like <c>superuser</c>; none where all is well.</param>
/// <param name="Schema">How the database's schema stands to this version's.</param>
public sealed record LoginFindings(Instant Ends, IReadOnlyList<string> Rights, SchemaStanding Schema);
