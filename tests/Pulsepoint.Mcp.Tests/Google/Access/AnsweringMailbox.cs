using NodaTime;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Tests.Google.Access;

/// <summary>A mailbox that a worker serves at once, with one token after the other; or not at all.</summary>
internal sealed class AnsweringMailbox(TimeProvider time) : ITokenMailbox
{
    private readonly Dictionary<TokenRequestId, TokenQuestion> _questions = [];

    public int Asked { get; private set; }

    /// <summary>Which request's token was said to be of no use, last.</summary>
    public TokenRequestId? Instead { get; private set; }

    public bool IsSilent { get; set; }

    public Task<TokenPost> AskAsync(TenantContext tenant, TokenQuestion question, CancellationToken cancellationToken)
    {
        Asked++;
        Instead = question.Instead;
        _questions[question.Id] = question;
        return LookAsync(tenant, question.Id, cancellationToken);
    }

    public Task<TokenPost> LookAsync(TenantContext tenant, TokenRequestId request, CancellationToken cancellationToken) => Task.FromResult(new TokenPost
    {
        Id = request,
        Keepsake = _questions[request].Keepsake,
        Answer = IsSilent ? null : AnswerTo(tenant, _questions[request]),
    });

    private TokenAnswer AnswerTo(TenantContext tenant, TokenQuestion question)
    {
        var until = Instant.FromDateTimeOffset(time.GetUtcNow()) + Duration.FromHours(1);
        var envelope = TokenEnvelope.Seal(new TokenBinding(tenant.Tenant, tenant.Key, question.Id, until), question.PublicKey, new Secret($"token {Asked}"));
        return new TokenAnswer(envelope, until, Duration.FromHours(1));
    }
}
