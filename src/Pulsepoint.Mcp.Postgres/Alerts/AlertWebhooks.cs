using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed class AlertWebhooks(OperatorConnections operators) : IAlertWebhooks
{
    public Task SetAsync(TenantId tenant, Uri url, SealedSecret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(secret);

        return RunAsync(
            (connection, token) => connection.ExecuteAsync(
                "select pp_steward.set_webhook_of(@Slug, @Url, @KeyId, @Sealed)",
                new { Slug = tenant.Value, Url = url.AbsoluteUri, secret.KeyId, Sealed = secret.Bytes, token }),
            cancellationToken);
    }

    public async Task<ListedWebhook?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            (connection, token) => connection.QueryAsync<WebhookRow>(
                "select w.url, w.key_id, w.set_at from pp_steward.show_webhook_of(@Slug) w", new { Slug = tenant.Value, token }),
            cancellationToken);
        return rows.SingleOrDefault()?.ToListed();
    }

    public Task<bool> RemoveAsync(TenantId tenant, CancellationToken cancellationToken) => RunAsync(
        (connection, token) => connection.ExecuteScalarAsync<bool>("select pp_steward.remove_webhook_of(@Slug)", new { Slug = tenant.Value, token }),
        cancellationToken);

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await operators.RunAsync(OperatorRole.Platform, work, cancellationToken);
        }
        catch (PostgresException failure)
        {
            if (AlertFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
