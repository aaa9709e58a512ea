using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Limits;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>Ada and Ben of one tenant and Ben of another have asked something; each key reads what it may.</summary>
internal sealed class UsageWallTests
{
    private const Permissions Auditor = Permissions.AnalyticsRead | Permissions.AuditRead;

    private ReportedUsage _usage = null!; // made in OneTimeSetUp
    private TenantId _tenant;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _usage = await ReportedUsage.CreateAsync();
        _tenant = await _usage.AddAsync();
        foreach (var (tenant, user, tokens) in new[] { (_tenant, ReportedUsage.Ada, 1), (_tenant, ReportedUsage.Ben, 10), (await _usage.AddAsync(), ReportedUsage.Ben, 100) })
        {
            var key = await _usage.IssueAsync(tenant, user);
            await _usage.Database.Get<ICallLimiter>().TakeAsync(key, new SessionId(Guid.CreateVersion7()), "query_metrics", CancellationToken.None);
            await _usage.DeliverAsync(key, ReportedUsage.Call() with { TokensIn = tokens, Question = $"asked by {user} of {tenant}" });
        }
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _usage.DisposeAsync();

    [TestCase(Permissions.AnalyticsRead, 1)]
    [TestCase(Permissions.AnalyticsRead | Permissions.HistoryRead, 1)]
    [TestCase(Auditor, 11)]
    public async Task Sums_are_of_the_own_person_and_with_audit_read_of_all(Permissions permissions, int tokens)
    {
        var key = await _usage.IssueAsync(_tenant, ReportedUsage.Ada, permissions);

        foreach (var fromDays in new[] { false, true })
            (await _usage.Reader.SumsAsync(key, Query(key) with { FromDays = fromDays }, CancellationToken.None)).Should().ContainSingle().Which.TokensIn.Should().Be(tokens);

        (await _usage.Reader.CountedAsync(key, Days(), Need(key), CancellationToken.None)).Sum(c => c.Allowed).Should().Be(tokens == 11 ? 2 : 1);
    }

    [TestCase(Permissions.AnalyticsRead, 1, 1)]
    [TestCase(Auditor, 2, 1)]
    [TestCase(Auditor | Permissions.HistoryRead, 2, 2)]
    public async Task Words_of_others_need_another_permission_than_their_calls(Permissions permissions, int calls, int texts)
    {
        var key = await _usage.IssueAsync(_tenant, ReportedUsage.Ada, permissions);

        var asked = await _usage.Reader.QuestionsAsync(key, Query(key), null, 10, CancellationToken.None);

        asked.Should().HaveCount(calls);
        asked.Count(q => q.Question is not null && q.Query is not null).Should().Be(texts);
        asked.Should().OnlyContain(q => q.Question == null || q.Question == $"asked by {q.User} of {_tenant}");
    }

    [Test]
    public async Task A_key_limited_to_brands_reads_its_own_person()
    {
        var key = await _usage.IssueAsync(_tenant, ReportedUsage.Ada, Permissions.All, BrandScope.Of([]));

        (await _usage.Reader.SumsAsync(key, Query(key), CancellationToken.None)).Single().TokensIn.Should().Be(1);
        (await _usage.Reader.CountedAsync(key, Days(), Need(key), CancellationToken.None)).Sum(c => c.Allowed).Should().Be(1);
    }

    [Test]
    public async Task A_key_that_lost_audit_read_is_refused_and_not_shown_less()
    {
        var key = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);

        var read = () => _usage.Reader.SumsAsync(key, Query(key) with { Need = Auditor }, CancellationToken.None);

        (await read.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.PermissionDenied);
    }

    [Test]
    public async Task Only_answers_whose_questions_the_key_may_see_are_there_to_be_judged()
    {
        var analyst = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);
        var historian = await _usage.IssueAsync(_tenant, ReportedUsage.Ada, Permissions.AnalyticsRead | Permissions.HistoryRead);
        var answers = await _usage.Superuser.ColumnAsync("select q.id::text from pp.questions q join pp.tenants t using (tenant_id) order by t.slug, q.user_id");

        foreach (var (key, expected) in new[] { (analyst, new[] { true, false, false }), (historian, [true, true, false]) })
        {
            for (var i = 0; i < answers.Count; i++)
                (await _usage.Reader.HasAnswerAsync(key, Guid.Parse(answers[i]), CancellationToken.None)).Should().Be(expected[i]);
        }
    }

    private static UsageQuery Query(TenantContext key) => new() { Days = Days(), Need = Need(key) };

    private static Permissions Need(TenantContext key) => Permissions.AnalyticsRead | (key.Permissions & Permissions.AuditRead);

    private static Core.Metrics.Time.DateRange Days()
    {
        var today = ReportedUsage.Now.InUtc().Date;
        return new(today.PlusDays(-1), today);
    }
}
