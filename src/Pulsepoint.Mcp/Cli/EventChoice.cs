using System.CommandLine;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Which dead events a verb is about: some by their ids, or all; never all by having named none.</summary>
internal sealed class EventChoice
{
    private readonly Argument<string[]> _ids = new("EVENT") { Description = "Ids of events, as 'outbox dead' lists them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _all = new("--all") { Description = "All that are dead." };

    public void AddTo(Command command)
    {
        command.Add(_ids);
        command.Add(_all);
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_all) || parsed.GetValue(_ids) is { Length: > 0 };

    /// <returns>The ids; null for all.</returns>
    /// <exception cref="UsageException">Neither, both, or no id of an event.</exception>
    public IReadOnlyCollection<EventId>? Of(ParseResult parsed)
    {
        var ids = parsed.GetValue(_ids) ?? [];
        if (parsed.GetValue(_all) == ids.Length > 0)
            throw new UsageException("Name the events, or --all.", "See their ids with 'pulsepoint-mcp outbox dead'.");

        return ids.Length == 0 ? null : [.. ids.Select(Parse)];
    }

    private static EventId Parse(string text) => Guid.TryParse(text, out var id)
        ? new EventId(id)
        : throw new UsageException("This is not the id of an event.", "See their ids with 'pulsepoint-mcp outbox dead'.");
}
