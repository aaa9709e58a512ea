using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Usage;

/// <summary>What a key left behind is imported as that key's, and as nobody else's.</summary>
internal sealed class EventImportTests
{
    private ReportedUsage _usage = null!; // made in OneTimeSetUp
    private TenantId _tenant;
    private TenantContext _ended = null!; // made in SetUp

    private IEventImport Import => _usage.Database.Get<IEventImport>();

    [OneTimeSetUp]
    public async Task SetUpAsync() => _usage = await ReportedUsage.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _usage.DisposeAsync();

    [SetUp]
    public async Task RevokeAsync()
    {
        _tenant = await _usage.AddAsync();
        _ended = await _usage.IssueAsync(_tenant, ReportedUsage.Ada);
        await _usage.Database.Get<IKeyRegistry>().RevokeAsync(_ended.Key, CancellationToken.None);
    }

    [Test]
    public async Task A_revoked_keys_events_are_its_persons_once_and_on_record()
    {
        var events = Enumerable.Range(0, 700).Select(_ => ReportedUsage.Call()).ToList();

        var first = await ImportAsync(_tenant, _ended.Key, events);
        var second = await ImportAsync(_tenant, _ended.Key, events);

        (first.Added, first.Known, first.Taken.Count).Should().Be((700, 0, 700));
        (second.Added, second.Known).Should().Be((0, 700));
        (await _usage.CountAsync("usage_events", _tenant, $"kid = '{_ended.Key}' and user_id = '{ReportedUsage.Ada}' and reported")).Should().Be(700);
        (await _usage.CountAsync("audit_log", _tenant, $"action = 'events.import' and object = '{_ended.Key}'")).Should().Be(4);
    }

    [Test]
    public async Task What_has_not_the_form_of_an_event_is_left_out_and_the_rest_is_taken()
    {
        var good = Enumerable.Range(0, 9).Select(_ => ReportedUsage.Outgoing(_ended, ReportedUsage.Call())).ToList();
        var bad = ReportedUsage.Raw(_ended, """{"event_type":"tool_call"}""");

        var done = await Import.ImportAsync(_tenant, _ended.Key, [.. good[..4], bad, .. good[4..]], CancellationToken.None);

        done.Malformed.Should().Equal(bad.Id);
        done.Taken.Should().BeEquivalentTo(good.Select(e => e.Id));
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(9);
    }

    [Test, Attack]
    public async Task It_judges_no_answer_of_another_person()
    {
        var ben = await _usage.IssueAsync(_tenant, ReportedUsage.Ben);
        var bens = ReportedUsage.Call();
        await _usage.DeliverAsync(ben, bens);

        var done = await ImportAsync(_tenant, _ended.Key, [ReportedUsage.Verdict(bens.AnswerId!.Value)]);

        done.Ignored.Should().Be(1);
        (await _usage.CountAsync("feedback", _tenant)).Should().Be(0);
    }

    [Test, Attack]
    public async Task Another_organisations_key_and_one_that_never_was_are_the_same_refusal()
    {
        var other = await _usage.AddAsync();

        var foreign = await RefusalOfAsync(other, _ended.Key);
        var invented = await RefusalOfAsync(other, new KeyId(Guid.Parse("00000000-0000-4000-8000-00000000dead")));

        foreign.Should().Be(invented).And.Be("The organisation has no such key.");
        (await _usage.CountAsync("usage_events", other)).Should().Be(0);
    }

    [Test]
    public async Task Of_a_person_that_is_erased_nothing_comes_in()
    {
        await _usage.Database.Get<IErasure>().EraseAsync(_tenant, ReportedUsage.Ada, CancellationToken.None);

        (await RefusalOfAsync(_tenant, _ended.Key)).Should().Contain("is erased");
        (await _usage.CountAsync("usage_events", _tenant)).Should().Be(0);
    }

    [Test, Attack]
    public async Task No_key_can_import_not_even_an_administrators()
    {
        var admin = await _usage.IssueAsync(_tenant, ReportedUsage.Ben, (Permissions)63);
        await using var psql = await _usage.Database.LogInAsync(admin);

        (await psql.RefusalOfAsync($"select pp_steward.import_events('{_tenant}', '{_ended.Key}', '[]')")).Should().Be("42501 permission denied for schema pp_steward");
    }

    private Task<ImportedEvents> ImportAsync(TenantId tenant, KeyId key, IEnumerable<UsageEvent> events) =>
        Import.ImportAsync(tenant, key, [.. events.Select(e => ReportedUsage.Outgoing(_ended, e))], CancellationToken.None);

    private async Task<string> RefusalOfAsync(TenantId tenant, KeyId key)
    {
        var import = () => ImportAsync(tenant, key, [ReportedUsage.Call()]);
        return (await import.Should().ThrowAsync<RefusalException>()).Which.Message;
    }
}
