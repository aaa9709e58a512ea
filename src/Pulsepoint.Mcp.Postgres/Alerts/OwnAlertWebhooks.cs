using Dapper;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed class OwnAlertWebhooks(AlertSessions sessions) : IOwnAlertWebhooks
{
    public Task SetAsync(TenantContext tenant, Uri url, SealedSecret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(secret);

        return sessions.RunAsync(
            tenant,
            Permissions.TenantAdmin,
            (connection, token) => connection.QuerySingleAsync<bool>(
                "select pp_auth.set_webhook_in_own_tenant(@Url, @KeyId, decode(@Sealed, 'base64'))",
                new { Url = url.AbsoluteUri, secret.KeyId, Sealed = Convert.ToBase64String(secret.Bytes), token }),
            cancellationToken);
    }

    public async Task<ListedWebhook?> FindAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await sessions.RunAsync(
            tenant,
            Permissions.TenantAdmin,
            (connection, token) => connection.QueryAsync<WebhookRow>("select w.url, w.key_id, w.set_at from pp_auth.webhook_of_own_tenant() w", new { token }),
            cancellationToken);
        return rows.SingleOrDefault()?.ToListed();
    }

    public Task<bool> RemoveAsync(TenantContext tenant, CancellationToken cancellationToken) => sessions.RunAsync(
        tenant,
        Permissions.TenantAdmin,
        (connection, token) => connection.QuerySingleAsync<bool>("select pp_auth.remove_webhook_in_own_tenant()", new { token }),
        cancellationToken);

    public async Task<AlertWebhook?> OpenAsync(TenantContext tenant, CancellationToken cancellationToken)
    {
        var rows = await sessions.RunAsync(
            tenant,
            Permissions.AlertsManage,
            (connection, token) => connection.QueryAsync<WebhookRow>("select w.url, w.key_id, w.sealed, w.set_at from pp.alert_webhook() w", new { token }),
            cancellationToken);
        return rows.SingleOrDefault()?.ToWebhook();
    }
}
