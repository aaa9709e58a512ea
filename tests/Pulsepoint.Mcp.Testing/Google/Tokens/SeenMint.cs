namespace Pulsepoint.Mcp.Testing.Google.Tokens;

public sealed record SeenMint(string Identity, IReadOnlyList<string> Scopes, string Lifetime);
