namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>What BigQuery says when it does not do something.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">For programs.</param>
/// <param name="message">For people.</param>
/// <param name="location">What it is about.</param>
internal sealed class BigQueryError(int status, string reason, string message, string? location = null) : Exception(message)
{
    public int Status => status;

    public string Reason => reason;

    public string? Location => location;

    public static BigQueryError NotFound(string what) => new(404, "notFound", $"Not found: {what}");

    public static BigQueryError Duplicate(string what) => new(409, "duplicate", $"Already Exists: {what}");

    public static BigQueryError Invalid(string message, string? location = null) => new(400, "invalid", message, location);

    public static BigQueryError Required(string what) => new(400, "required", $"Required parameter is missing: {what}");

    public static BigQueryError Query(string message) => new(400, "invalidQuery", message, "query");
}
