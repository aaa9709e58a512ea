using Microsoft.Extensions.DependencyInjection;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Sets where alerts go: with the platform's credential where there is one, else with the configured key in its own tenant.</summary>
internal sealed class WebhookAdministration
{
    private readonly TenantAdministration _administration;
    private readonly IAlertWebhooks _any;
    private readonly IOwnAlertWebhooks _own;
    private readonly SecretKeeper _keeper;

    public WebhookAdministration(IServiceProvider services, string? slug)
    {
        _administration = new TenantAdministration(services, slug is null ? null : TenantOption.Parse(slug));
        _any = services.GetRequiredService<IAlertWebhooks>();
        _own = services.GetRequiredService<IOwnAlertWebhooks>();
        _keeper = services.GetRequiredService<SecretKeeper>();
    }

    private TenantId Tenant(string verb) => _administration.Own?.Tenant ?? _administration.Named($"alerts webhook {verb}");

    /// <returns>The secret that was made for it.</returns>
    public async Task<Secret> SetAsync(Uri url, CancellationToken cancellationToken)
    {
        var tenant = Tenant("set …");
        var secret = WebhookSignature.NewSecret();
        var kept = await _keeper.SealAsync(AlertWebhook.Bound(tenant), secret, cancellationToken);
        if (_administration.Own is null)
            await _any.SetAsync(tenant, url, kept, cancellationToken);
        else
            await _administration.InOwnAsync("webhook.set", async own => await SetOwnAsync(own, url, kept, cancellationToken), cancellationToken);

        return secret;
    }

    public Task<ListedWebhook?> FindAsync(CancellationToken cancellationToken) => _administration.Own is null
        ? _any.FindAsync(Tenant("show"), cancellationToken)
        : _administration.InOwnAsync("webhook.show", own => _own.FindAsync(own, cancellationToken), cancellationToken);

    public Task<bool> RemoveAsync(CancellationToken cancellationToken) => _administration.Own is null
        ? _any.RemoveAsync(Tenant("remove"), cancellationToken)
        : _administration.InOwnAsync("webhook.remove", own => _own.RemoveAsync(own, cancellationToken), cancellationToken);

    private async Task<bool> SetOwnAsync(TenantContext own, Uri url, SealedSecret secret, CancellationToken cancellationToken)
    {
        await _own.SetAsync(own, url, secret, cancellationToken);
        return true;
    }
}
