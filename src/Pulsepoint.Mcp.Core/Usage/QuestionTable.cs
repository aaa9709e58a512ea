using NodaTime.Text;
using Pulsepoint.Mcp.Core.Metrics.Results;

namespace Pulsepoint.Mcp.Core.Usage;

/// <summary>Who asked what, newest first.</summary>
internal static class QuestionTable
{
    private static readonly InstantPattern s_second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private static readonly IReadOnlyList<ResultColumn> s_columns =
    [
        new("at", "text", null), new("user", "text", null), new("user_id", "text", null), new("tool", "text", null), new("question", "text", null),
        new("outcome", "text", null), new("error_code", "text", null), new("latency_ms", "number", "ms"), new("answer_id", "text", null),
    ];

    public static UsageTable Of(UsageFrame frame, IReadOnlyList<AskedQuestion> questions, bool hasMore) =>
        frame.Table(readsDays: false, s_columns, [.. questions.Select(Row)], new Dictionary<string, decimal?>()) with
        {
            Cursors = [.. questions.Select(q => q.Event.Value.ToString("N"))],
            HasMore = hasMore,
        };

    private static IReadOnlyList<Cell> Row(AskedQuestion q) =>
    [
        Cell.Of(s_second.Format(q.At)),
        Cell.Of(q.UserName),
        Cell.Of(q.User.ToString()),
        Cell.Of(q.Tool),
        Cell.Of(q.Question ?? ShortQuery.Of(q.Query)),
        Cell.Of(q.Outcome),
        Cell.Of(q.ErrorCode),
        Cell.Of(q.LatencyMs),
        Cell.Of(q.AnswerId?.ToString()),
    ];
}
