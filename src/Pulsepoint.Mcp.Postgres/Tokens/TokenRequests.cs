using Dapper;
using NodaTime;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Tokens;

internal sealed class TokenRequests(OperatorConnections operators) : ITokenRequests
{
    public async Task<IReadOnlyList<WaitingToken>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        var rows = await operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.QueryAsync<WaitingTokenRow>(
                "select slug, id, kid, identity, public_key, reads_facts from pp_steward.take_token_requests(@Most)", new { Most = most, token }),
            cancellationToken);
        return [.. rows.Select(row => row.ToWaiting())];
    }

    public Task<bool> AnswerAsync(WaitingToken request, byte[] envelope, Instant until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.answer_token_request(@Slug, @Id, @Identity, @Envelope, @Until)",
                new { Slug = request.Tenant.Value, Id = request.Id.Value, Identity = request.Identity.Email, Envelope = envelope, Until = until.ToDateTimeUtc(), token }),
            cancellationToken);
    }

    public Task DenyAsync(WaitingToken request, TokenDenial denial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        return operators.RunAsync(
            OperatorRole.Platform,
            (connection, token) => connection.ExecuteScalarAsync<bool>(
                "select pp_steward.refuse_token_request(@Slug, @Id, @Refusal)",
                new { Slug = request.Tenant.Value, Id = request.Id.Value, Refusal = TokenDenials.Name(denial), token }),
            cancellationToken);
    }
}
