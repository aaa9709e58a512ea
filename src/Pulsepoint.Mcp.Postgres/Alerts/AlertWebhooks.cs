using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Alerts;

internal sealed class AlertWebhooks(OperatorConnections operators) : IAlertWebhooks, IResealableSecrets
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

    public async Task<IReadOnlyList<ResealableSecret>> ListResealableAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await RunAsync(
            (connection, token) => connection.QueryAsync<SealedWebhookRow>(
                "select w.key_id, w.sealed from pp_steward.sealed_webhook(@Slug) w", new { Slug = tenant.Value, token }),
            cancellationToken);
        return [.. rows.Select(row => new ResealableSecret(row.KeyId, (ring, token) => ResealAsync(tenant, row, ring, token)))];
    }

    private Task<bool> ResealAsync(TenantId tenant, SealedWebhookRow row, SealingKeyRing ring, CancellationToken cancellationToken)
    {
        var bound = AlertWebhook.Bound(tenant);
        var secret = ring.Seal(bound, ring.Open(bound, new SealedSecret(row.KeyId, row.Sealed)));
        return RunAsync(
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.reseal_webhook(@Slug, @Was, @KeyId, @Sealed)",
                new { Slug = tenant.Value, Was = row.Sealed, secret.KeyId, Sealed = secret.Bytes, token }),
            cancellationToken);
    }

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
