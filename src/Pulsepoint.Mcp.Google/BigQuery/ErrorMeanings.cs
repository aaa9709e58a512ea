using System.Net;
using System.Text.Json;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Reads BigQuery's errors: those of a request, and those of a job, which carry no HTTP code.</summary>
internal static class ErrorMeanings
{
    private static readonly HashSet<string> s_passing = new(StringComparer.Ordinal) { "rateLimitExceeded", "backendError" };

    public static async Task<BigQueryException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var error = await BodyAsync(response, cancellationToken);
        var reasons = error?.Errors?.Select(e => e.Reason).OfType<string>().ToList() ?? [];
        var http = FormattableString.Invariant($"HTTP {(int)response.StatusCode}");
        return new BigQueryException(
            reasons.Count > 0 ? Meaning(reasons[0], response.StatusCode) : Meaning(response.StatusCode),
            reasons.Count > 0 ? $"{http} {reasons[0]}" : http,
            MayRepeat(response.StatusCode, reasons));
    }

    /// <summary>A job that has ended with an error. The same job cannot be run again.</summary>
    public static BigQueryException Of(ErrorProto error) =>
        new(Meaning(error.Reason ?? "", HttpStatusCode.OK), error.Reason ?? "no reason", mayRepeat: false);

    // What Google's own client for .NET tries again, and 503, which its runtime library does.
    private static bool MayRepeat(HttpStatusCode code, List<string> reasons) =>
        code is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable || (reasons.Count > 0 && reasons.TrueForAll(s_passing.Contains));

    private static BigQueryProblem Meaning(string reason, HttpStatusCode code) => reason switch
    {
        "rateLimitExceeded" or "jobRateLimitExceeded" or "backendError" or "internalError" or "jobBackendError" or "jobInternalError" or "tableUnavailable" => BigQueryProblem.NotNow,
        "authError" => BigQueryProblem.NotKnown,
        "accessDenied" or "forbidden" or "billingNotEnabled" => BigQueryProblem.NotAllowed,
        "quotaExceeded" => BigQueryProblem.QuotaUsedUp,
        "notFound" => BigQueryProblem.NotFound,
        "duplicate" => BigQueryProblem.Exists,
        "conditionNotMet" => BigQueryProblem.Changed,
        "bytesBilledLimitExceeded" => BigQueryProblem.TooExpensive,
        "responseTooLarge" => BigQueryProblem.AnswerTooLarge,
        "resourcesExceeded" => BigQueryProblem.TooHeavy,
        "stopped" or "timeout" => BigQueryProblem.Stopped,
        "invalid" or "invalidQuery" or "badRequest" or "required" or "parseError" => BigQueryProblem.Wrong,
        _ => Meaning(code),
    };

    private static BigQueryProblem Meaning(HttpStatusCode code) => (int)code switch
    {
        (int)HttpStatusCode.Unauthorized => BigQueryProblem.NotKnown,
        (int)HttpStatusCode.Forbidden => BigQueryProblem.NotAllowed,
        (int)HttpStatusCode.NotFound => BigQueryProblem.NotFound,
        (int)HttpStatusCode.Conflict => BigQueryProblem.Exists,
        (int)HttpStatusCode.PreconditionFailed => BigQueryProblem.Changed,
        (int)HttpStatusCode.BadRequest => BigQueryProblem.Wrong,
        (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or (>= 500 and < 600) => BigQueryProblem.NotNow,
        _ => BigQueryProblem.Strange,
    };

    private static async Task<ErrorDetail?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return (await JsonSerializer.DeserializeAsync(body, WireJson.Default.ErrorBody, cancellationToken))?.Error;
        }
        catch (JsonException)
        {
            // A front end or a proxy that answers in prose; the code must do.
            return null;
        }
    }
}
