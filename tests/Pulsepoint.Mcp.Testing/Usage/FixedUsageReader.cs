using Pulsepoint.Mcp.Core.Metrics.Time;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Testing.Usage;

/// <summary>Gives what it holds, and remembers what it was asked.</summary>
public sealed class FixedUsageReader : IUsageReader
{
    public IReadOnlyList<AskedQuestion> Questions { get; set; } = [];

    public IReadOnlyList<UsageSum> Sums { get; set; } = [];

    public IReadOnlyList<UsageSum> Total { get; set; } = [];

    public IReadOnlyList<UsageErrorCount> Errors { get; set; } = [];

    public IReadOnlyList<UsageVerdicts> Verdicts { get; set; } = [];

    public IReadOnlyList<UsageVerdicts> TotalVerdicts { get; set; } = [];

    public IReadOnlyList<SourceFreshness> Sources { get; set; } = [];

    public IReadOnlyList<CountedCalls> Counted { get; set; } = [];

    public HashSet<Guid> Answers { get; } = [];

    public List<UsageQuery> Queries { get; } = [];

    public EventId? Before { get; private set; }

    public Task<IReadOnlyList<AskedQuestion>> QuestionsAsync(TenantContext tenant, UsageQuery query, EventId? before, int limit, CancellationToken cancellationToken)
    {
        Before = before;
        return Give<IReadOnlyList<AskedQuestion>>(query, [.. Questions.Take(limit)]);
    }

    public Task<IReadOnlyList<UsageSum>> SumsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        return Give(query, query.By is null ? Total : Sums);
    }

    public Task<IReadOnlyList<UsageErrorCount>> ErrorsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken) => Give(query, Errors);

    public Task<IReadOnlyList<UsageVerdicts>> VerdictsAsync(TenantContext tenant, UsageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);

        return Give(query, query.By is null ? TotalVerdicts : Verdicts);
    }

    public Task<IReadOnlyList<SourceFreshness>> FreshnessAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult(Sources);

    public Task<IReadOnlyList<CountedCalls>> CountedAsync(TenantContext tenant, DateRange days, Permissions need, CancellationToken cancellationToken) =>
        Task.FromResult(Counted);

    public Task<bool> HasAnswerAsync(TenantContext tenant, Guid answer, CancellationToken cancellationToken) => Task.FromResult(Answers.Contains(answer));

    private Task<T> Give<T>(UsageQuery query, T what)
    {
        Queries.Add(query);
        return Task.FromResult(what);
    }
}
