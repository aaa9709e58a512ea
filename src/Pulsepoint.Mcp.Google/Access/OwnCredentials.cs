using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Tokens from an operator's own credentials, the same for every tenant. Google's library keeps a token until it is about to end.</summary>
internal sealed class OwnCredentials(GoogleAccessOptions options, IReadOnlyList<string> scopes) : ITokenAccess
{
    /// <summary>For <see cref="GoogleAccessOptions.Credentials"/>: what Google's own tools would find.</summary>
    public const string Default = "default";

    /// <summary>To ask BigQuery and Pub/Sub.</summary>
    public static readonly IReadOnlyList<string> ForFactsAndEvents = ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/pubsub"];

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
        catch (Exception e) when (e is TokenResponseException or HttpRequestException or InvalidOperationException or IOException or UnauthorizedAccessException or JsonException)
        {
            throw Refusal.SourceUnavailable("Google gives no token for the credentials.", "Check PULSEPOINT_GOOGLE_CREDENTIALS and PULSEPOINT_GOOGLE_IMPERSONATE.", e);
        }
    }

    // Opened once; what went wrong is tried again, for a file may be replaced and a metadata server come back.
    private Task<global::Google.Apis.Auth.OAuth2.ITokenAccess> Credential()
    {
        lock (_gate)
            return _credential is null or { IsFaulted: true } or { IsCanceled: true } ? _credential = OpenAsync(options, scopes) : _credential;
    }

    private static async Task<global::Google.Apis.Auth.OAuth2.ITokenAccess> OpenAsync(GoogleAccessOptions options, IReadOnlyList<string> scopes)
    {
        var own = options.Credentials is { } file and not Default ? await ReadAsync(file) : await GoogleCredential.GetApplicationDefaultAsync();
        return options.Impersonate is { } principal
            ? own.Impersonate(new ImpersonatedCredential.Initializer(principal) { Scopes = scopes })
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
