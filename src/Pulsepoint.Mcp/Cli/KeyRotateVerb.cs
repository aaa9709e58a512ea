using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Administration;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Replaces a key by a new one with the same rights; both work for a while.</summary>
internal static class KeyRotateVerb
{
    private static readonly Argument<string> s_key = new("ID") { Description = "The id of the key, as key list prints it." };
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; default: whoever has the key.", HelpName = "SLUG" };
    private static readonly Option<string> s_overlap = new("--overlap") { Description = "How long the old key still works, at most: 1h … 365d.", HelpName = "TIME", DefaultValueFactory = _ => "24h" };
    private static readonly Option<string> s_ttl = new("--ttl") { Description = "How long the new key lives: 8h … 365d.", HelpName = "TIME", DefaultValueFactory = _ => "90d" };
    private static readonly Option<string?> s_out = new("--out") { Description = "Write the new key to this file (0600), which must not exist yet, instead of standard output.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("rotate", "Replace a key by a new one with the same rights.") { s_key, s_tenant, s_overlap, s_ttl, s_out };
        command.Runs(RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var old = KeyIdArgument.Parse(parsed.GetRequiredValue(s_key));
        var tenant = parsed.GetValue(s_tenant) is { } slug ? TenantOption.Parse(slug) : (Core.Tenancy.TenantId?)null;
        var overlap = KeyLifetime.OfOverlap(parsed.GetRequiredValue(s_overlap), "--overlap");
        var lifetime = KeyLifetime.OfKey(parsed.GetRequiredValue(s_ttl), "--ttl");
        using var place = KeyDelivery.To(parsed.GetValue(s_out));
        var (grant, key) = await services.GetRequiredService<KeyRotation>().RotateAsync(tenant, old, lifetime, overlap, cancellationToken);
        await place.WriteAsync(grant, key);
        await Console.Error.WriteLineAsync($"The old key {old} works for {parsed.GetRequiredValue(s_overlap)} more, or until its own end if that comes first.");
        return ExitCode.Done;
    }
}
