using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using NodaTime;

namespace Pulsepoint.Mcp.Testing.Google.Tokens;

/// <summary>Every token that was made, and who may speak for whom.</summary>
internal sealed class TokenBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string Who, Instant Until)> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _granted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenMint> _mints = new();
    private int _exchanges;

    public IReadOnlyList<SeenMint> Mints => [.. _mints];

    public int Exchanges => _exchanges;

    public (HttpStatusCode Status, string Body)? Fault { get; set; }

    public (string Token, Instant Until) Make(string who, Duration life)
    {
        var (token, until) = ("ya29." + Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), Instant.FromDateTimeOffset(time.GetUtcNow()) + life);
        _tokens[token] = (who, until);
        return (token, until);
    }

    public string? WhoseIs(string token) =>
        _tokens.TryGetValue(token, out var made) && made.Until > Instant.FromDateTimeOffset(time.GetUtcNow()) ? made.Who : null;

    public void Grant(string identity) => _granted[identity] = true;

    public bool IsGranted(string identity) => _granted.ContainsKey(identity);

    public void Saw(SeenMint mint) => _mints.Enqueue(mint);

    public void Exchanged() => Interlocked.Increment(ref _exchanges);
}
