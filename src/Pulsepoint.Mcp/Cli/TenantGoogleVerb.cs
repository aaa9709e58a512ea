using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Whom Google sees when an organisation is served.</summary>
internal static class TenantGoogleVerb
{
    private static readonly Argument<string> s_slug = new("SLUG") { Description = "The organisation's slug." };
    private static readonly Option<string?> s_identity = new("--identity")
    {
        Description = "The service account that is this organisation's alone, and reads its dataset only.",
        HelpName = "EMAIL",
    };

    private static readonly Option<bool> s_none = new("--none") { Description = "Take the identity away: no more tokens are handed out." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("google", "Set an organisation's service identity at Google; without options, show it.") { s_slug, s_identity, s_none, s_json };
        command.Runs(SetAsync);
        return command;
    }

    private static async Task<int> SetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(s_slug));
        var identities = services.GetRequiredService<IServiceIdentities>();
        var wanted = IdentityOf(parsed);
        if (wanted is not null && parsed.GetValue(s_none))
            throw new UsageException("--identity and --none contradict each other.", "Give one of them.");

        if (wanted is not null || parsed.GetValue(s_none))
            await identities.SetAsync(tenant, wanted, cancellationToken);

        var now = await identities.FindAsync(tenant, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", tenant.Value);
                    json.WriteString("identity", now?.Email);
                },
                cancellationToken);
            return ExitCode.Done;
        }

        await Console.Out.WriteLineAsync(now is { } identity ? $"Google sees {identity} when {tenant} is served" : $"{tenant} has no service identity at Google");
        return ExitCode.Done;
    }

    private static ServiceIdentity? IdentityOf(ParseResult parsed) => parsed.GetValue(s_identity) switch
    {
        null => null,
        var text => ServiceIdentity.TryParse(text, out var identity)
            ? identity
            : throw new UsageException("This is not the address of a service account.", "For example: --identity pulsepoint-aurora@acme.iam.gserviceaccount.com"),
    };
}
