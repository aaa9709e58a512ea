using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Files that are loaded: whole with their job in one request, or piece by piece.</summary>
internal sealed class UploadApi(BigQueryBoard board, LoadReader reader, BigQueryFaults faults)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private int _lastSession;

    public async Task<JsonObject> MultipartAsync(string project, ApiRequest request)
    {
        var boundary = MediaTypeHeaderValue.Parse(request.Headers.ContentType.ToString()).Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        using var content = new MemoryStream(request.Content);
        var parts = new MultipartReader(boundary, content);
        var job = JsonNode.Parse(await NextAsync(parts, request.CancellationToken)) as JsonObject;
        return Load(project, job ?? [], await NextAsync(parts, request.CancellationToken));
    }

    /// <returns>Where the pieces are sent to.</returns>
    public string Begin(string project, ApiRequest request)
    {
        var id = Interlocked.Increment(ref _lastSession).ToString(CultureInfo.InvariantCulture);
        _sessions[id] = new Session(project, request.Json);
        return id;
    }

    /// <returns>The job; null while pieces are missing.</returns>
    public JsonObject? Continue(string id, ApiRequest request, out long received)
    {
        var session = _sessions.GetValueOrDefault(id) ?? throw BigQueryError.NotFound($"Upload {id}");
        var range = ContentRangeHeaderValue.Parse(request.Headers.ContentRange.ToString());
        // What was received before is passed over, as after a lost answer.
        if (range.From is { } from && request.Content.Length > 0)
            session.Content.Write(request.Content.AsSpan((int)(session.Content.Length - from)));

        received = session.Content.Length;
        if (range.Length != received)
            return null;

        // The answer may have been lost: whoever asks again gets it again.
        return session.Answer ??= Load(session.Project, session.Job, session.Content.ToArray());
    }

    private JsonObject Load(string project, JsonObject body, byte[] file)
    {
        var configuration = body["configuration"] as JsonObject ?? throw BigQueryError.Required("configuration");
        var load = configuration["load"] as JsonObject ?? throw BigQueryError.Required("configuration.load");
        var location = (string?)body["jobReference"]?["location"] ?? "US";
        var job = board.AddJob(project, body["jobReference"], configuration, location, board.Time.GetUtcNow() + faults.JobDuration);
        job.Error = faults.OnJob();
        if (job.Error is not null)
            return job.Describe();

        try
        {
            job.Result = new SqlRows([], [], 0, 0, new RowCounts(reader.Load(project, load, file), 0, 0));
        }
        catch (BigQueryError e)
        {
            job.Error = e;
        }

        return job.Describe();
    }

    private static async Task<byte[]> NextAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        var part = await parts.ReadNextSectionAsync(cancellationToken) ?? throw BigQueryError.Invalid("A part is missing.");
        using var content = new MemoryStream();
        await part.Body.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    private sealed record Session(string Project, JsonObject Job)
    {
        public MemoryStream Content { get; } = new();

        public JsonObject? Answer { get; set; }
    }
}
