using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Google.Apis.Upload;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Sends files into tables: a small one along with its job, a large one piece by piece, so that a broken line costs one piece.</summary>
internal sealed class LoadCalls(BigQueryCalls calls, JobCalls jobs, BigQueryConnection connection)
{
    // The pieces that Google's library cuts by itself, too.
    private const int PieceBytes = 10 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue s_binary = new(MediaTypeNames.Application.Octet);

    /// <summary>Starts the load, and waits for its end.</summary>
    /// <exception cref="BigQueryException">Nothing was loaded.</exception>
    public async Task<Job> LoadAsync(
        Caller caller, JobReference reference, LoadConfiguration load, IReadOnlyDictionary<string, string> labels, Stream file, CancellationToken cancellationToken)
    {
        var job = new Job { JobReference = reference, Configuration = new JobConfiguration { Load = load, Labels = labels } };
        try
        {
            if (file.Length <= PieceBytes)
                await SendWholeAsync(caller, job, file, cancellationToken);
            else
                await SendPiecesAsync(caller, job, file, cancellationToken);
        }
        catch (BigQueryException e) when (e.Problem == BigQueryProblem.Exists)
        {
            // An earlier try has arrived, and its answer was lost.
        }

        return await jobs.FinishAsync(caller, reference, cancellationToken);
    }

    private async Task SendWholeAsync(Caller caller, Job job, Stream file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var bytes = content.ToArray();
        await calls.SendAsync(
            caller, () => new HttpRequestMessage(HttpMethod.Post, UploadUri(job, "multipart")) { Content = Whole(job, bytes) }, WireJson.Default.Job, cancellationToken);
    }

    private async Task SendPiecesAsync(Caller caller, Job job, Stream file, CancellationToken cancellationToken)
    {
        var session = await calls.SendAsync(caller, () => Opening(job, file.Length), response => Task.FromResult(response.Headers.Location), cancellationToken)
            ?? throw new BigQueryException(BigQueryProblem.Strange, "no upload session", mayRepeat: false);
        using var service = connection.For(caller);
        var upload = ResumableUpload.CreateFromUploadUri(session, file, new ResumableUploadOptions
        {
            HttpClient = service.HttpClient,
            Serializer = WireSerializer.Instance,
            ServiceName = service.Name,
        });
        upload.ChunkSize = PieceBytes;

        // Every try first asks how much has arrived.
        await calls.RepeatAsync(
            async token =>
            {
                var progress = await upload.ResumeAsync(token);
                if (progress.Status != UploadStatus.Completed)
                    throw Broken(progress.Exception, token);
            },
            cancellationToken);
    }

    private static BigQueryException Broken(Exception? cause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return cause is global::Google.GoogleApiException { HttpStatusCode: var code } && (int)code is >= 400 and < 500
            ? new BigQueryException(code is HttpStatusCode.Conflict ? BigQueryProblem.Exists : BigQueryProblem.Wrong, FormattableString.Invariant($"HTTP {(int)code}"), mayRepeat: false, cause)
            : new BigQueryException(BigQueryProblem.NotNow, "upload broken", mayRepeat: true, cause);
    }

    private HttpRequestMessage Opening(Job job, long length)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, UploadUri(job, "resumable")) { Content = Json(job) };
        request.Headers.Add("X-Upload-Content-Type", MediaTypeNames.Application.Octet);
        request.Headers.Add("X-Upload-Content-Length", length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return request;
    }

    private Uri UploadUri(Job job, string kind) =>
        ResourceUri.OfUpload(job.JobReference!.ProjectId, "jobs").With("uploadType", kind).Under(connection.Address); // every job of ours is named

    private static MultipartContent Whole(Job job, byte[] file) =>
        new("related") { Json(job), new ByteArrayContent(file) { Headers = { ContentType = s_binary } } };

    private static ByteArrayContent Json(Job job) =>
        new(JsonSerializer.SerializeToUtf8Bytes(job, WireJson.Default.Job)) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } };
}
