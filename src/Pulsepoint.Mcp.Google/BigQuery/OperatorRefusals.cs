using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>What BigQuery's errors mean for an operator, where that is something else than for a question.</summary>
internal static class OperatorRefusals
{
    /// <param name="error">Also one that would be a mistake of ours, were the dataset as we made it.</param>
    public static RefusalException Of(BigQueryException error) => error.Problem switch
    {
        BigQueryProblem.NotKnown => Refusal.SourceUnavailable(
            $"Google does not accept the platform's credentials for BigQuery ({error.Said}).", "Look at PULSEPOINT_GOOGLE_CREDENTIALS: they may have ended.", error),
        BigQueryProblem.NotAllowed => Refusal.SourceUnavailable(
            $"The platform's credentials may not do this in the organisation's BigQuery dataset ({error.Said}).",
            "Give them the roles BigQuery Data Editor on the dataset and BigQuery Job User on the project.",
            error),
        BigQueryProblem.NotFound => Refusal.SourceUnavailable(
            $"The organisation's BigQuery dataset, or a table in it, does not exist ({error.Said}).", "Provision it again: pulsepoint-mcp tenant provision.", error),
        BigQueryProblem.TooExpensive => Refusal.SourceUnavailable(
            $"BigQuery would bill this more than the platform allows one of its own statements ({error.Said}).", "Look at the size of the organisation's tables.", error),
        BigQueryProblem.Wrong or BigQueryProblem.Exists => Refusal.SourceUnavailable(
            $"The organisation's BigQuery dataset is not as it was provisioned ({error.Said}).", "Provision it again: pulsepoint-mcp tenant provision.", error),
        _ => ProblemRefusals.Of(error),
    };

    /// <inheritdoc cref="InsteadAsync{T}"/>
    public static Task InsteadAsync(Func<Task> work) => InsteadAsync(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Does the work, and refuses in an operator's words where BigQuery does not.</summary>
    public static async Task<T> InsteadAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BigQueryException e)
        {
            throw Of(e);
        }
    }
}
