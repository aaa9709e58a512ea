using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Core.Sealing;

/// <summary>Seals secrets and keeps them: under the keys of the settings, or else those of the state folder.</summary>
/// <param name="store">Where those of connections are kept.</param>
/// <param name="resealable">Everything that a rotation seals anew.</param>
/// <param name="file">The state folder's keys.</param>
/// <param name="configured">The settings' keys; null where there are none.</param>
/// <param name="time">Measures waiting.</param>
public sealed class SecretKeeper(
    ISecretStore store, IEnumerable<IResealableSecrets> resealable, SealingKeyFile file, SealingKeyRing? configured, TimeProvider time)
{
    /// <returns>The id of the key that it is sealed with.</returns>
    /// <exception cref="Refusals.RefusalException">There is no such connection.</exception>
    public async Task<string> KeepAsync(SecretPlace place, Secret secret, CancellationToken cancellationToken)
    {
        if (configured is not null)
            return await KeepAsync(configured, place, secret, cancellationToken);

        // In turn with a rotation, so that this one is not left under the old key.
        using var turn = await file.TakeTurnAsync(time, cancellationToken);
        return await KeepAsync(file.ReadOrMake(), place, secret, cancellationToken);
    }

    /// <summary>Seals what is kept elsewhere: it opens with the same words only.</summary>
    /// <param name="bound">What it is for, and whose.</param>
    /// <param name="secret">What to seal.</param>
    /// <param name="cancellationToken">Stops waiting for a rotation.</param>
    public async Task<SealedSecret> SealAsync(string bound, Secret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);

        if (configured is not null)
            return configured.Seal(bound, secret);

        using var turn = await file.TakeTurnAsync(time, cancellationToken);
        return file.ReadOrMake().Seal(bound, secret);
    }

    /// <exception cref="Refusals.RefusalException"><c>source_unavailable</c>: its key is not here, or it was sealed for something else.</exception>
    public Secret Open(string bound, SealedSecret secret) => (configured ?? file.Read()).Open(bound, secret);

    /// <summary>
    /// Puts every secret of all organisations under a new key: one that is made now, or the settings' first. Interrupted
    /// and run again, it goes on. No key is forgotten: another database, or a backup, may still need it.
    /// </summary>
    /// <param name="list">Lists the organisations; asked once nobody else can seal with the old key any more.</param>
    /// <param name="cancellationToken">Stops it between two secrets.</param>
    /// <exception cref="Refusals.RefusalException">The key of one is not here; those before it are done.</exception>
    public async Task<SecretRotation> RotateAsync(Func<CancellationToken, Task<IReadOnlyList<TenantId>>> list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);

        if (configured is not null)
            return new SecretRotation(await ResealAsync(file.AddTo(configured), await list(cancellationToken), cancellationToken), configured.Current.Id, File: null);

        using var turn = await file.TakeTurnAsync(time, cancellationToken);
        var known = file.Read();

        // Kept before it is used: whatever is sealed with it can be opened again, wherever this stops.
        var ring = new SealingKeyRing(SealingKey.Create(), [known.Current, .. known.Older]);
        file.Write(ring);
        return new SecretRotation(await ResealAsync(ring, await list(cancellationToken), cancellationToken), ring.Current.Id, file.Path);
    }

    private async Task<string> KeepAsync(SealingKeyRing ring, SecretPlace place, Secret secret, CancellationToken cancellationToken)
    {
        await store.SetAsync(place, ring.Current.Seal(place, secret), cancellationToken);
        return ring.Current.Id;
    }

    private async Task<int> ResealAsync(SealingKeyRing ring, IEnumerable<TenantId> tenants, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var tenant in tenants)
        {
            foreach (var kind in resealable)
                done += await ResealAsync(ring, await kind.ListResealableAsync(tenant, cancellationToken), cancellationToken);
        }

        return done;
    }

    // What is set anew while we work stays as it is.
    private static async Task<int> ResealAsync(SealingKeyRing ring, IReadOnlyList<ResealableSecret> secrets, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var secret in secrets.Where(s => s.KeyId != ring.Current.Id))
            done += await secret.ResealAsync(ring, cancellationToken) ? 1 : 0;

        return done;
    }
}
