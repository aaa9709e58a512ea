using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Tokens from an operator's own credentials, the same for every tenant. Google's library keeps a token until it is about to end.</summary>
/// <param name="source">Where the credentials are.</param>
/// <param name="scopes">What a token shall be good for.</param>
/// <param name="network">How Google is reached to act as another account; null for the library's own way.</param>
internal sealed class OwnCredentials(CredentialSource source, IReadOnlyList<string> scopes, IHttpClientFactory? network = null) : ITokenAccess
{
    /// <summary>To ask BigQuery and Pub/Sub.</summary>
    public static readonly IReadOnlyList<string> ForFactsAndEvents = ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/pubsub"];

    /// <summary>To read subscriptions.</summary>
    public static readonly IReadOnlyList<string> ForEvents = ["https://www.googleapis.com/auth/pubsub"];

    /// <summary>To make datasets, and to fill them.</summary>
    public static readonly IReadOnlyList<string> ForDatasets = ["https://www.googleapis.com/auth/bigquery"];

    /// <summary>To make tokens of tenants' identities: IAM Credentials has no narrower scope.</summary>
    public static readonly IReadOnlyList<string> ForMinting = ["https://www.googleapis.com/auth/cloud-platform"];

    private readonly Lock _gate = new();
    private Task<global::Google.Apis.Auth.OAuth2.ITokenAccess>? _credential;

    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => TokenAsync(cancellationToken);

    public async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var credential = await Credential().WaitAsync(cancellationToken);
            return await credential.GetAccessTokenForRequestAsync(authUri: null, cancellationToken);
        }
        catch (Exception e)
        {
            if (CredentialRefusals.Of(e, source) is { } refusal)
                throw refusal;

            throw;
        }
    }

    // Opened once; what went wrong is tried again, for a file may be replaced and a metadata server come back.
    private Task<global::Google.Apis.Auth.OAuth2.ITokenAccess> Credential()
    {
        lock (_gate)
            return _credential is null or { IsFaulted: true } or { IsCanceled: true } ? _credential = OpenAsync() : _credential;
    }

    private async Task<global::Google.Apis.Auth.OAuth2.ITokenAccess> OpenAsync()
    {
        var own = source.Credentials == CredentialSource.Default ? await GoogleCredential.GetApplicationDefaultAsync() : await ReadAsync(source.Credentials);
        return source.Impersonate is { } principal
            ? own.Impersonate(new ImpersonatedCredential.Initializer(principal) { Scopes = scopes, HttpClientFactory = network })
            : own.CreateScoped(scopes);
    }

    // The library wants to be told what it opens. What the file says itself is enough: it is the operator's own.
    private static async Task<GoogleCredential> ReadAsync(string file)
    {
        var json = await File.ReadAllTextAsync(file);
        using var document = JsonDocument.Parse(json);
        var type = document.RootElement.TryGetProperty("type", out var named) ? named.GetString() : null;
        return CredentialFactory.FromJson(json, type ?? throw new InvalidOperationException("The file does not say what credentials it holds."));
    }
}
