using System.CommandLine;
using NodaTime.Text;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Where alerts are sent. Only the command line sets it: a model that was misled must not.</summary>
internal static class AlertsWebhookVerb
{
    private const string Example = "For example: pulsepoint-mcp alerts webhook set https://hooks.aurora.example/pulsepoint";

    private static readonly Argument<string> s_url = new("URL") { Description = "Where alerts are posted; HTTPS." };
    private static readonly Option<string?> s_tenant = new("--tenant") { Description = "The organisation's slug; with an API key, its own.", HelpName = "SLUG" };

    public static Command Create()
    {
        var set = new Command("set", "Send alerts to an address from now on; prints the secret that signs them, once.") { s_url, s_tenant };
        set.Runs(SetAsync);
        var show = new Command("show", "Show where alerts are sent; never the secret.") { s_tenant };
        show.Runs(ShowAsync);
        var remove = new Command("remove", "Send alerts nowhere.") { s_tenant };
        remove.Runs(RemoveAsync);
        return new Command("webhook", "Where alerts are sent.") { set, show, remove };
    }

    private static async Task<int> SetAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isGood = Uri.TryCreate(parsed.GetValue(s_url), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
        if (!isGood)
            throw new UsageException("The address is not HTTPS, or has a name, a password or a fragment in it.", Example);

        var secret = await new WebhookAdministration(services, parsed.GetValue(s_tenant)).SetAsync(url!, cancellationToken); // it was parsed
        await Console.Out.WriteLineAsync($"Alerts are sent to {url} from now on, signed with this secret, which is not shown again:");
        await Console.Out.WriteLineAsync(secret.Reveal());
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var found = await new WebhookAdministration(services, parsed.GetValue(s_tenant)).FindAsync(cancellationToken);
        await Console.Out.WriteLineAsync(found is null
            ? "Alerts are sent nowhere."
            : $"Alerts are sent to {found.Url}, set {InstantPattern.General.Format(found.SetAt)}; the secret is sealed with key {found.KeyId}.");
        return ExitCode.Done;
    }

    private static async Task<int> RemoveAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var wasThere = await new WebhookAdministration(services, parsed.GetValue(s_tenant)).RemoveAsync(cancellationToken);
        await Console.Out.WriteLineAsync(wasThere ? "Alerts are sent nowhere from now on." : "Alerts were sent nowhere.");
        return ExitCode.Done;
    }
}
