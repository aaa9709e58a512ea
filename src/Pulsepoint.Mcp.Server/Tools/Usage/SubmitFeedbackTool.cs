using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Usage;

internal sealed class SubmitFeedbackTool(IEventOutbox outbox, IUsageReader reader, IEnumerable<IRecentAnswers> recent, ServerOptions options, TimeProvider time)
    : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "submit_feedback",
        Title = "Judge an answer",
        Description = "Keeps what the user says of an answer. A later verdict of theirs replaces it.",
        Hints = new ToolHints(ReadOnly: false, Destructive: false, Idempotent: true, OpenWorld: false),
        Permission = Permissions.AnalyticsRead,
        InputSchema = """
            {"type":"object","required":["answer_id","verdict"],"properties":{
              "answer_id":{"type":"string"},
              "verdict":{"type":"string","enum":["correct","partly","wrong"]},
              "expected":{"type":"string","maxLength":2000},
              "note":{"type":"string","maxLength":2000}},
             "additionalProperties":false}
            """,
        OutputSchema = """
            {"type":"object","properties":{"answer_id":{"type":"string"}},"required":["answer_id"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(arguments.Text("answer_id"), "D", out var about) || !await IsKnownAsync(tenant, about, cancellationToken))
            throw AnswerUnknown();

        var now = time.GetUtcNow();
        await outbox.EnqueueAsync(
            tenant,
            new UsageEvent
            {
                Id = EventId.New(time),
                Type = EventType.Feedback,
                OccurredAt = Instant.FromDateTimeOffset(now),
                Tenant = tenant.Tenant,
                User = tenant.User,
                Key = tenant.Key,
                Tool = s_declaration.Name,
                AnswerId = about,
                Outcome = EventOutcome.Ok,
                ServerVersion = options.Version,
                Verdict = arguments.Text("verdict"),
                Extra = FeedbackRemarks.Of(arguments.Text("expected"), arguments.Text("note")),
            },
            EventLane.Feedback,
            cancellationToken);

        return new ToolAnswer
        {
            Summary = $"Kept: the answer was judged {arguments.Text("verdict")}.",
            Body = writer => writer.WriteString("answer_id", about),
        };
    }

    private async Task<bool> IsKnownAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken)
    {
        foreach (var place in recent)
        {
            if (await place.KnowsAsync(tenant, answer, cancellationToken))
                return true;
        }

        return await reader.HasAnswerAsync(tenant, answer, cancellationToken);
    }

    /// <summary>The same for an id that nobody has, one of another tenant, and one of a colleague whose questions the key may not see.</summary>
    private static RefusalException AnswerUnknown() => new(
        RefusalCode.ValueInvalid,
        "There is no answer with this id that this key may judge.",
        "Take the answer_id of an answer, or of get_usage with view questions.");
}
