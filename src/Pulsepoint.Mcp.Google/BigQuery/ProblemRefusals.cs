using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>Tells people what BigQuery's errors mean for them, always in the same words.</summary>
internal static class ProblemRefusals
{
    /// <param name="error">Not one of ours: that flies on as it is.</param>
    public static RefusalException Of(BigQueryException error) => error.Problem switch
    {
        BigQueryProblem.NotNow or BigQueryProblem.Stopped => Refusal.SourceUnavailable($"BigQuery does not answer now ({error.Said}).", "Try again in a minute.", error),
        BigQueryProblem.NotKnown => Refusal.SourceUnavailable(
            $"Google does not accept the organisation's credentials for BigQuery ({error.Said}).", "Ask your administrator to renew them.", error),
        BigQueryProblem.NotAllowed => Refusal.SourceUnavailable(
            $"The organisation's credentials may not read its BigQuery dataset ({error.Said}).",
            "Ask your administrator to give them the roles BigQuery Data Viewer on the dataset and BigQuery Job User on the project.",
            error),
        BigQueryProblem.QuotaUsedUp => Refusal.SourceUnavailable(
            $"The BigQuery project has used up a quota ({error.Said}).", "Try again in a minute; if it lasts, ask your administrator to raise the quota, or try again tomorrow.", error),
        BigQueryProblem.NotFound => Refusal.SourceUnavailable(
            $"The organisation's BigQuery dataset, or a table in it, does not exist ({error.Said}).", "Ask your administrator to provision it.", error),
        BigQueryProblem.TooExpensive => new RefusalException(
            RefusalCode.BudgetExceeded, $"The question would read more of BigQuery than one question may ({error.Said}).", "Ask for fewer days or brands.", error),
        BigQueryProblem.AnswerTooLarge => Refusal.ResultTooLarge($"The answer is larger than BigQuery gives at once ({error.Said}).", "Ask for fewer rows, days or dimensions."),
        BigQueryProblem.TooHeavy => Refusal.ResultTooLarge($"The question needs more than BigQuery gives one query ({error.Said}).", "Ask for fewer days or dimensions."),
        BigQueryProblem.Strange => Refusal.SourceUnavailable(
            $"What answers in BigQuery's place does not seem to be BigQuery ({error.Said}).", "Check BIGQUERY_EMULATOR_HOST and the proxy.", error),
        _ => throw new ArgumentOutOfRangeException(nameof(error), error.Problem, "A mistake of ours is no refusal."),
    };
}
