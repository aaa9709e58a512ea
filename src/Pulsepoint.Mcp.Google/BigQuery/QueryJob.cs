using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>
/// The job of one query of one answer. Its name follows from what it does and for whom, so that a call that comes back for its answer
/// finds the job; and it says where the job ran, so that it is found when the data have moved elsewhere.
/// </summary>
internal static class QueryJob
{
    private const string Prefix = "pulsepoint";
    private const char Divider = '_';
    private const int HashBytes = 16;

    /// <param name="answer">The answer that it is for.</param>
    /// <param name="generation">The load of data that it reads: the same question about other data is another job.</param>
    /// <param name="statement">What it asks; always with a location.</param>
    public static JobReference Of(AnswerId answer, string generation, Statement statement)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(answer.Value.ToByteArray());
        Append(hash, generation);
        Append(hash, statement.Sql);
        foreach (var parameter in statement.Parameters)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(parameter, WireJson.Default.QueryParameter));

        var name = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
        return new JobReference(statement.Project, string.Join(Divider, Prefix, statement.Project, statement.Location, name), statement.Location);
    }

    /// <summary>The same for one more try: a job that has failed can never run again.</summary>
    /// <param name="first">The first try.</param>
    /// <param name="failures">How many tries have failed.</param>
    public static JobReference Again(JobReference first, int failures) =>
        failures == 0 ? first : first with { JobId = FormattableString.Invariant($"{first.JobId}-{failures}") };

    /// <returns>Null for the name of another kind of job.</returns>
    public static JobReference? Find(QueryJobId job) => job.Value.Split(Divider) is [Prefix, var project, var location, _]
        ? new JobReference(project, job.Value, location)
        : null;

    // Its length first, so that no two texts run into one another.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
