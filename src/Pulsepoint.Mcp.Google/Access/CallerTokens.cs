using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Each caller's own token, and none where it has none: a key is never served with the platform's, nor the platform with a key's.</summary>
internal sealed class CallerTokens(ITokenAccess tenants, IOperatorToken platform)
{
    /// <exception cref="RefusalException">There are no credentials.</exception>
    public async Task<string> TokenAsync(Caller caller, CancellationToken cancellationToken) => caller switch
    {
        Caller.OfTenant of => await tenants.TokenAsync(of.Tenant, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "There are no credentials for BigQuery.",
            "Ask your administrator, or set BIGQUERY_EMULATOR_HOST to use an emulator."),
        Caller.OfPlatform => await platform.TokenAsync(OperatorUse.Datasets, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "The platform has no credential for Google.",
            "Set PULSEPOINT_GOOGLE_CREDENTIALS to the file of a service account or of an external account, or to 'default' for what Google's own tools would find."),
        _ => throw new ArgumentOutOfRangeException(nameof(caller), caller, null),
    };

    /// <summary>Told of a token that Google refused.</summary>
    /// <returns>Whether another is to be had by asking again.</returns>
    public bool Forget(Caller caller, string token) => caller is Caller.OfTenant of && tenants.Forget(of.Tenant, token);
}
