namespace Pulsepoint.Mcp.Google.Access;

/// <summary>The platform's own credentials, with a token of its own for each use.</summary>
internal sealed class OwnOperatorToken(CredentialSource source) : IOperatorToken
{
    private readonly OwnCredentials _minting = new(source, OwnCredentials.ForMinting);
    private readonly OwnCredentials _datasets = new(source, OwnCredentials.ForDatasets);

    public Task<string?> TokenAsync(OperatorUse use, CancellationToken cancellationToken) => use switch
    {
        OperatorUse.Minting => _minting.TokenAsync(cancellationToken),
        OperatorUse.Datasets => _datasets.TokenAsync(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, null),
    };
}
