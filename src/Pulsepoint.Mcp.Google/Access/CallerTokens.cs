using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>
/// Each caller's own token, and none where it has none: the platform is never served with a key's. A key is served with the platform's on
/// a machine alone whose operator has put his credentials into its settings, of which <c>doctor</c> warns.
/// </summary>
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
