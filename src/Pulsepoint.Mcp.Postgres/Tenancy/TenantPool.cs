using Npgsql;
using Polly;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>The sessions of one key. The first one is looked at before anything is asked through it.</summary>
internal sealed class TenantPool(NpgsqlDataSource source, SessionGuard guard, ResiliencePipeline wait) : IAsyncDisposable
{
    private volatile bool _isTrusted;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // This is the one door that the rule guards.
        var session = await wait.ExecuteAsync(source.OpenConnectionAsync, cancellationToken);
#pragma warning restore RS0030
        if (_isTrusted)
            return session;

        try
        {
            await guard.CheckAsync(session, cancellationToken);
            _isTrusted = true;
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes what is open, as after a restart of the server, which may then be another one.</summary>
    public void Clear()
    {
        _isTrusted = false;
        source.Clear();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
