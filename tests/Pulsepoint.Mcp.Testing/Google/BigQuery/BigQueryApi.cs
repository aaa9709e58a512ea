using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Takes requests apart, and says whom they are for. The paths are BigQuery's, with and without what emulators leave out.</summary>
internal sealed class BigQueryApi(BigQueryBoard board, SqlEngine engine, BigQueryFaults faults, Action<SeenRequest> see)
{
    private const string Projects = "projects";
    private const int ResumeIncomplete = 308;

    private readonly DatasetApi _datasets = new(board);
    private readonly TableApi _tables = new(board, engine);
    private readonly JobApi _jobs = new(board, engine, faults);
    private readonly UploadApi _uploads = new(board, new LoadReader(board), faults);

    public async Task AnswerAsync(HttpContext context)
    {
        var asked = $"{context.Request.Method} {context.Request.Path}";
        try
        {
            var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
            var request = await ReadAsync(context, segments[(segments.IndexOf(Projects) + 1)..]);
            await faults.OnRequestAsync(asked, context.Request.Headers.Authorization.FirstOrDefault(), context.RequestAborted);
            var answer = segments[0] == "upload" ? await board.AloneAsync(() => UploadAsync(context, request), context.RequestAborted) : await AnswerAsync(request);
            if (faults.LosesAnswer(asked))
                context.Abort();
            else if (faults.StallsAnswer(asked))
                await StallAsync(context);
            else if (answer is not null)
                await WriteAsync(context, answer);
        }
        catch (BigQueryError e)
        {
            context.Response.StatusCode = e.Status;
            await WriteAsync(context, ErrorJson.Body(e));
        }
        catch (FrontEndError e)
        {
            context.Response.StatusCode = e.Status;
            await context.Response.WriteAsync("That is all we know.", context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
    }

    private async Task<JsonNode?> AnswerAsync(ApiRequest request)
    {
        // These wait for their job, and let others go on meanwhile.
        if (request is { Method: "GET", Path: [var owner, "queries", var query] })
            return await _jobs.ResultAsync(owner, query, request);
        if (request is { Method: "POST", Path: [var payer, "queries"] })
            return await _jobs.QueryAsync(payer, request);

        return await board.AloneAsync(() => ShortAsync(request), request.CancellationToken);
    }

    private async Task<JsonNode?> ShortAsync(ApiRequest request) => (request.Method, request.Path) switch
    {
        ("POST", [var p, "jobs"]) => await _jobs.InsertAsync(p, request),
        ("GET", [var p, "jobs", var j]) => _jobs.Get(p, j, request),
        ("POST", [var p, "jobs", var j, "cancel"]) => _jobs.Cancel(p, j, request),
        ("GET", [var p, "datasets"]) => _datasets.List(p, request),
        ("POST", [var p, "datasets"]) => _datasets.Insert(p, request),
        ("GET", [var p, "datasets", var d]) => _datasets.Get(p, d),
        ("PATCH", [var p, "datasets", var d]) => _datasets.Patch(p, d, request),
        ("DELETE", [var p, "datasets", var d]) => _datasets.Delete(p, d, request),
        ("GET", [var p, "datasets", var d, "tables"]) => _tables.List(p, d, request),
        ("POST", [var p, "datasets", var d, "tables"]) => await _tables.InsertAsync(p, d, request),
        ("GET", [var p, "datasets", var d, "tables", var t]) => _tables.Get(p, d, t),
        ("PATCH", [var p, "datasets", var d, "tables", var t]) => await _tables.PatchAsync(p, d, t, request),
        ("DELETE", [var p, "datasets", var d, "tables", var t]) => _tables.Delete(p, d, t),
        ("GET", [var p, "datasets", var d, "tables", var t, "data"]) => _tables.Rows(p, d, t, request),
        ("POST", [var p, "datasets", var d, "tables", var t, "insertAll"]) => _tables.InsertAll(p, d, t, request),
        _ => throw BigQueryError.NotFound($"{request.Method} {string.Join('/', request.Path)}"),
    };

    private async Task<JsonNode?> UploadAsync(HttpContext context, ApiRequest request)
    {
        if (request.Path is not [var project, "jobs"])
            throw BigQueryError.NotFound($"{request.Method} {string.Join('/', request.Path)}");

        if (request.Text("upload_id") is { } id)
        {
            if (_uploads.Continue(id, request, out var received) is { } job)
                return job;

            context.Response.StatusCode = ResumeIncomplete;
            if (received > 0)
                context.Response.Headers["Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{received - 1}");

            return null;
        }

        if (request.Text("uploadType") == "multipart")
            return await _uploads.MultipartAsync(project, request);

        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}?uploadType=resumable&upload_id={_uploads.Begin(project, request)}";
        return new JsonObject();
    }

    private async Task<ApiRequest> ReadAsync(HttpContext context, List<string> path)
    {
        using var content = new MemoryStream();
        if (context.Request.Headers.ContentEncoding == "gzip")
        {
            await using var unpacked = new GZipStream(context.Request.Body, CompressionMode.Decompress);
            await unpacked.CopyToAsync(content, context.RequestAborted);
        }
        else
        {
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        }

        var bytes = content.ToArray();
        see(new SeenRequest(
            context.Request.Method, context.Request.Path + context.Request.QueryString.ToString(), context.Request.ContentType, bytes, context.Request.Headers.Authorization.FirstOrDefault(),
            context.Request.Headers.IfMatch.FirstOrDefault()));
        return new ApiRequest(context.Request.Method, path, context.Request.Query, bytes, context.Request.Headers, context.RequestAborted);
    }

    // Whoever reads gets the beginning of an answer, and then waits for as long as it likes.
    private static async Task StallAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync("{", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, JsonNode answer)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
