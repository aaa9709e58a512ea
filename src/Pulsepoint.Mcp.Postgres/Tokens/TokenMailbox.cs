using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Postgres.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Tokens;

/// <summary>Goes through the door for reading, and may: the id is made by the caller, so that repeated, a request finds itself.</summary>
internal sealed class TokenMailbox(TenantConnections connections) : ITokenMailbox
{
    public Task<TokenPost> AskAsync(TenantContext tenant, TokenQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        return RunAsync(
            tenant,
            (connection, token) => connection.QueryAsync<TokenPostRow>(
                """
                select id, keepsake, sealed, token_until, seconds_left, refusal, wait_seconds
                  from pp.ask_token(@Id, decode(@PublicKey, 'base64'), decode(@Keepsake, 'base64'), @Instead)
                """,
                new
                {
                    Id = question.Id.Value,
                    PublicKey = Convert.ToBase64String(question.PublicKey),
                    Keepsake = Convert.ToBase64String(question.Keepsake),
                    Instead = question.Instead?.Value,
                    token,
                }),
            cancellationToken);
    }

    public Task<TokenPost> LookAsync(TenantContext tenant, TokenRequestId request, CancellationToken cancellationToken) => RunAsync(
        tenant,
        (connection, token) => connection.QueryAsync<TokenPostRow>(
            "select id, keepsake, sealed, token_until, seconds_left, refusal, wait_seconds from pp.token_answer(@Id)", new { Id = request.Value, token }),
        cancellationToken);

    private async Task<TokenPost> RunAsync(
        TenantContext tenant, Func<TenantConnection, CancellationToken, Task<IEnumerable<TokenPostRow>>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);

        try
        {
            return (await connections.ReadAsync(tenant, Permissions.None, work, cancellationToken)).Single().ToPost();
        }
        catch (PostgresException failure)
        {
            if (TokenFailure.ToRefusal(failure) is { } refusal)
                throw refusal;

            throw;
        }
    }
}
