using System.Collections.Concurrent;
using NodaTime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Testing.Tokens;

/// <summary>A Google that makes whatever it is asked for, unless it was told otherwise.</summary>
public sealed class ScriptedMinter : ITokenMinter
{
    private readonly ConcurrentQueue<(ServiceIdentity Identity, TokenUse Use)> _asked = new();

    /// <summary>What it was asked for, in order.</summary>
    public IReadOnlyList<(ServiceIdentity Identity, TokenUse Use)> Asked => [.. _asked];

    public Duration Life { get; set; } = Duration.FromHours(1);

    /// <summary>Identities that it does not let anybody speak for.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsAway { get; set; }

    public Task<MintedToken?> MintAsync(ServiceIdentity identity, TokenUse use, CancellationToken cancellationToken)
    {
        if (IsAway)
            throw Refusal.SourceUnavailable("Google made no access token (503).", "It is tried again.");

        _asked.Enqueue((identity, use));
        return Task.FromResult(Denied.Contains(identity.Email)
            ? null
            : new MintedToken(new Secret($"ya29.{identity.Email}.{_asked.Count}"), SystemClock.Instance.GetCurrentInstant() + Life));
    }
}
