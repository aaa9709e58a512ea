using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>
/// Has IAM Credentials make the token of a tenant's identity. The platform's own identity needs the right to speak for it, and no
/// other; no key file of a tenant's identity exists anywhere. Tries once: the request waits in the mailbox meanwhile.
/// </summary>
internal sealed class IamTokenMinter(IamEndpoint endpoint, IOperatorToken own) : ITokenMinter, IDisposable
{
    // Well within the time for which a taken request is the worker's own.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 64 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // Google sends nobody elsewhere; who does shall not have the platform's token.
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    {
        BaseAddress = endpoint.Address,
        Timeout = s_patience,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    public async Task<MintedToken?> MintAsync(ServiceIdentity identity, TokenUse use, CancellationToken cancellationToken)
    {
        var token = await own.TokenAsync(OperatorUse.Minting, cancellationToken) ?? throw Refusal.SourceUnavailable(
            "The platform has no credential for Google.",
            "Run the worker with PULSEPOINT_GOOGLE_CREDENTIALS: the file of a service account or of an external account, or 'default' for what Google's own tools would find.");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/projects/-/serviceAccounts/{identity.Email}:generateAccessToken");
        request.Content = new ReadOnlyMemoryContent(IamBody.Request(use));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return Meaning(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw Away(e.HttpRequestError.ToString(), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Away("no answer in time", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static MintedToken? Meaning(HttpStatusCode status, byte[] body) => status switch
    {
        HttpStatusCode.OK => IamBody.TryRead(body) ?? throw Away("an answer that is none"),
        HttpStatusCode.Unauthorized => throw Refusal.SourceUnavailable(
            "Google does not accept the platform's credential.", "Look at the credential that the worker runs with: it may have ended."),
        HttpStatusCode.Forbidden when IamBody.SaysServiceIsOff(body) => throw Refusal.SourceUnavailable(
            "The IAM Service Account Credentials API is switched off in the platform's project.", "Switch it on: gcloud services enable iamcredentials.googleapis.com"),
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound => null,
        _ => throw Away(((int)status).ToString(CultureInfo.InvariantCulture)),
    };

    private static RefusalException Away(string what, Exception? cause = null) =>
        Refusal.SourceUnavailable($"Google made no access token ({what}).", "It is tried again; if it lasts, look at Google's status page.", cause);
}
