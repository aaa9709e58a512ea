using System.Text.Json;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools;

namespace Pulsepoint.Mcp.Server.Pipeline;

/// <summary>An answer that an earlier call began, whose queries go on without it. Its cursor is good for the same key and question only.</summary>
/// <param name="Id">The answer.</param>
/// <param name="Arguments">Those of the earlier call, with the cursor of its page, if it had one.</param>
internal sealed record UnfinishedAnswer(AnswerId Id, ToolArguments Arguments)
{
    private const string Cursor = "cursor";

    // Positions of pages never look so: this mark, the answer's id, and the cursor that was given with the earlier call.
    private const char Mark = '~';
    private const int IdLength = 32;

    private const int SecondsUntilNext = 3;

    /// <returns>Null where the call begins anew.</returns>
    /// <exception cref="RefusalException"><c>cursor_invalid</c>: it is of another key or question, or was made up.</exception>
    public static UnfinishedAnswer? Find(TenantContext tenant, ToolCall call)
    {
        if (call.Arguments.Find(Cursor) is not { ValueKind: JsonValueKind.String } given
            || PageCursor.TryRead(given.GetString()!) is not { Position: [Mark, ..] position } cursor
            || position.Length < IdLength + 1
            || !Guid.TryParseExact(position.AsSpan(1, IdLength), "N", out var id))
        {
            return null;
        }

        var earlier = position[(IdLength + 1)..];
        var arguments = earlier.Length == 0 ? call.Arguments.Without(Cursor) : call.Arguments.With(Cursor, earlier);
        cursor.RefuseUnlessOf(tenant, writer => WriteQuestion(writer, call.Tool, arguments));
        return new UnfinishedAnswer(new AnswerId(id), arguments);
    }

    /// <summary>The refusal of a call whose queries go on, with the cursor that collects the answer.</summary>
    public static RefusalException Refuse(RefusalException refusal, TenantContext tenant, ToolCall call, AnswerId answer)
    {
        var arguments = Find(tenant, call)?.Arguments ?? call.Arguments;
        var position = $"{Mark}{answer.Value:N}{arguments.Text(Cursor)}";
        var cursor = PageCursor.At(tenant, writer => WriteQuestion(writer, call.Tool, arguments), position).ToString();
        return new RefusalException(
            refusal.Code,
            refusal.Message,
            $"Send the same call again with cursor {cursor}: it collects the answer, and what was billed is not billed again.",
            refusal)
        {
            RetryAfterSeconds = SecondsUntilNext,
            Cursor = cursor,
        };
    }

    private static void WriteQuestion(Utf8JsonWriter writer, PulsepointTool tool, ToolArguments arguments)
    {
        writer.WriteString("unfinished", tool.Declaration.Name);
        arguments.WriteSorted(writer);
    }
}
