using System.Net.Http.Headers;
using System.Net.Mime;

namespace Pulsepoint.Mcp.Google.PubSub;

internal sealed class RestPublishTransport(PubSubEndpoint endpoint) : IPublishTransport, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = endpoint.NeedsToken,
        // Pub/Sub sends nobody elsewhere; what does is no Pub/Sub, and shall not have the events.
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    })
    {
        BaseAddress = endpoint.Address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public int SizeOf(OutgoingMessage message) => RestBody.SizeOf(message);

    public async Task<PublishAnswer> PublishAsync(ResourceName<Topic> topic, IReadOnlyList<OutgoingMessage> messages, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/{topic}:publish");
        request.Content = new ReadOnlyMemoryContent(RestBody.Write(messages));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return RestAnswers.Of(response.StatusCode);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new PublishAnswer(AnswerMeaning.NotNow, e.HttpRequestError.ToString());
        }
    }

    public void Dispose() => _http.Dispose();
}
