namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>An error of BigQuery. Its message is ours: Google's may repeat what was asked.</summary>
/// <param name="problem">What it means.</param>
/// <param name="said">BigQuery's own words for programs, like <c>accessDenied</c> or <c>HTTP 503</c>.</param>
/// <param name="mayRepeat">Whether Google's own client would try the same request again.</param>
/// <param name="cause">What was thrown where nothing was answered.</param>
internal sealed class BigQueryException(BigQueryProblem problem, string said, bool mayRepeat, Exception? cause = null)
    : Exception($"BigQuery did not do it ({said}).", cause)
{
    public BigQueryProblem Problem => problem;

    /// <summary>Whether it is a mistake of this program, which no caller can mend.</summary>
    public bool IsOurs => problem is BigQueryProblem.Wrong or BigQueryProblem.Exists or BigQueryProblem.Changed;

    public string Said => said;

    public bool MayRepeat => mayRepeat;
}
