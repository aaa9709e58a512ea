using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing.Alerts;

namespace Pulsepoint.Mcp.IntegrationTests.Alerts;

internal sealed class AlertStoreTests
{
    private ThreeTenants _tenants = null!;
    private TenantContext _evaluator = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _evaluator = await KeyAsync(Permissions.AlertsManage | Permissions.AuditRead | Permissions.AnalyticsRead);
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    private IAlertStore Store => _tenants.Database.Get<IAlertStore>();

    [Test]
    public async Task A_rule_of_every_kind_comes_back_as_it_was_saved()
    {
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            var rule = AlertRules.Of(kind, 0.125m);

            (await Store.SaveRuleAsync(_evaluator, rule, CancellationToken.None)).Should().BeTrue();
            (await Store.SaveRuleAsync(_evaluator, rule with { Threshold = 2 }, CancellationToken.None)).Should().BeFalse();

            (await RulesAsync()).Should().ContainEquivalentOf(rule with { Threshold = 2 });
            (await Store.RemoveRuleAsync(_evaluator, rule.Id, CancellationToken.None)).Should().BeTrue();
            (await Store.RemoveRuleAsync(_evaluator, rule.Id, CancellationToken.None)).Should().BeFalse();
        }
    }

    [Test]
    public async Task An_alert_goes_from_open_to_acknowledged_to_resolved_and_says_who_did_it()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100) with { Brand = ThreeTenants.Luma });
        var id = AlertId.New(TimeProvider.System);
        var observation = new AlertObservation(ThreeTenants.Luma, 12.5m);

        (await Store.FireAsync(_evaluator, id, rule.Id, observation, CancellationToken.None)).Should().BeTrue();
        (await Store.FireAsync(_evaluator, id, rule.Id, observation, CancellationToken.None)).Should().BeTrue("told twice, it is the same");
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, observation, CancellationToken.None)).Should().BeFalse();
        (await Store.AcknowledgeAsync(_evaluator, id, CancellationToken.None)).Should().BeTrue();
        (await Store.AcknowledgeAsync(_evaluator, id, CancellationToken.None)).Should().BeFalse();
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, observation, CancellationToken.None)).Should().BeFalse("acknowledged, it is active");
        (await Store.ResolveAsync(_evaluator, id, CancellationToken.None)).Should().BeTrue();
        (await Store.ResolveAsync(_evaluator, id, CancellationToken.None)).Should().BeFalse();
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, observation, CancellationToken.None)).Should().BeFalse("it fired a moment ago");
        await AgeAsync(rule, "6 minutes");
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, observation, CancellationToken.None)).Should().BeTrue("it is so again");

        var alert = (await Store.ListAsync(_evaluator, new AlertQuery { Ids = [id] }, CancellationToken.None)).Should().ContainSingle().Subject;
        alert.Should().Match<Alert>(a => a.State == AlertState.Resolved && a.Value == 12.5m && a.Threshold == 100 && a.Brand == ThreeTenants.Luma);
        (alert.AcknowledgedBy, alert.ResolvedBy).Should().Be(((UserId?)_evaluator.User, (UserId?)_evaluator.User));
        (await AuditAsync()).Should().Contain(["alert_rule.save", "alert.fire", "alert.acknowledge", "alert.resolve"]);
    }

    [Test]
    public async Task Of_two_evaluators_at_once_one_fires()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var second = await KeyAsync(Permissions.AlertsManage);

        for (var round = 0; round < 20; round++)
        {
            var fired = await Task.WhenAll(new[] { _evaluator, second, _evaluator, second }.Select(
                key => Task.Run(() => Store.FireAsync(key, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(null, 1), CancellationToken.None))));

            var active = (await Store.ListAsync(_evaluator, AlertQuery.Active, CancellationToken.None)).Where(a => a.Rule.Id == rule.Id).ToList();
            fired.Count(f => f).Should().Be(1);
            active.Should().ContainSingle();
            await Store.ResolveAsync(_evaluator, active[0].Id, CancellationToken.None);
            await AgeAsync(rule, "2 days");
        }
    }

    [Test]
    public async Task A_rule_that_asks_something_else_ends_what_it_had_found()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var id = AlertId.New(TimeProvider.System);
        await Store.FireAsync(_evaluator, id, rule.Id, new AlertObservation(null, 1), CancellationToken.None);

        await Store.SaveRuleAsync(_evaluator, rule with { Threshold = 50 }, CancellationToken.None);
        (await ActiveOfAsync(rule)).Should().Be(1);

        await Store.SaveRuleAsync(_evaluator, rule with { Metric = "orders" }, CancellationToken.None);
        (await ActiveOfAsync(rule)).Should().Be(0);
        (await EntriesAsync()).Should().ContainSingle(e => e.Action == "alert.resolve" && e.Target == id.ToString());
    }

    [Test]
    public async Task A_rule_that_comes_and_goes_silences_itself_and_no_other()
    {
        var flapping = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var steady = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync(
            $"""
            insert into pp.alerts (tenant_id, id, rule_id, fired_at, value, state, told_state)
              select r.tenant_id, gen_random_uuid(), r.id, clock_timestamp() - i * interval '6 minutes', 1, 'resolved', 'resolved'
                from pp.alert_rules r, generate_series(1, 200) i
               where r.id = '{flapping.Id}'
            """);

        var fire = () => Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), flapping.Id, new AlertObservation(null, 1), CancellationToken.None);

        (await fire.Should().ThrowAsync<RefusalException>()).Which.Should().Match<RefusalException>(e => e.Code == RefusalCode.RateLimited && e.Message.Contains("200 times"));
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), steady.Id, new AlertObservation(null, 1), CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task One_brands_missing_data_do_not_silence_anothers()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.DataMissing, 2));
        var first = AlertId.New(TimeProvider.System);
        await Store.FireAsync(_evaluator, first, rule.Id, new AlertObservation(ThreeTenants.Luma, 3), CancellationToken.None);
        await Store.ResolveAsync(_evaluator, first, CancellationToken.None);

        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(ThreeTenants.Luma, 3), CancellationToken.None)).Should().BeFalse();
        (await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(BrandId.Parse("peakform"), 3), CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task A_key_that_does_not_end_its_saving_holds_up_no_load_and_no_other_key()
    {
        await using var psql = await _tenants.Database.LogInAsync(_evaluator);
        await using var again = await _tenants.Database.LogInAsync(_evaluator);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await psql.RunAsync($"begin; {Save()}");

        // As loads and administration lock it.
        await superuser.RunAsync("begin; select from pp.tenants where slug = 'aurora' for no key update nowait; rollback");
        var others = await Store.SaveRuleAsync(await KeyAsync(Permissions.AlertsManage), AlertRules.Of(AlertKind.DataMissing, 2), CancellationToken.None);
        var own = await again.RefusalOfAsync(Save());
        await psql.RunAsync("rollback");

        others.Should().BeTrue();
        own.Should().StartWith("55P03", "what one key saves is counted, and goes in turn");

        static string Save() => $"select pp.save_alert_rule('{AlertRuleId.New(TimeProvider.System)}', 'x', null, 'data_missing', null, 1, null, null, null, true)";
    }

    [Test]
    public async Task Money_has_the_currency_of_the_brand_or_of_reports()
    {
        var brands = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100) with { Brand = BrandId.Parse("peakform") });
        var alls = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var (one, all) = (AlertId.New(TimeProvider.System), AlertId.New(TimeProvider.System));
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync("update pp.brands set currency = 'GBP' where brand_id = 'peakform'; update pp.tenants set reporting_currency = 'CHF' where slug = 'aurora'");

        await Store.FireAsync(_evaluator, one, brands.Id, new AlertObservation(brands.Brand, 1), CancellationToken.None);
        await Store.FireAsync(_evaluator, all, alls.Id, new AlertObservation(null, 1), CancellationToken.None);

        var found = await Store.ListAsync(_evaluator, new AlertQuery { Ids = [one, all] }, CancellationToken.None);
        found.Select(a => (a.Id, a.Currency)).Should().BeEquivalentTo([(one, (string?)"GBP"), (all, "CHF")]);
    }

    [Test]
    public async Task What_is_told_only_a_key_of_every_brand_says_and_that_is_on_record_once_a_day()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100) with { Brand = ThreeTenants.Luma });
        var id = AlertId.New(TimeProvider.System);
        await Store.FireAsync(_evaluator, id, rule.Id, new AlertObservation(ThreeTenants.Luma, 1), CancellationToken.None);
        var some = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        var teller = await KeyAsync(Permissions.AlertsManage);

        var take = () => Store.TakeUntoldAsync(some, 100, CancellationToken.None);
        var tell = () => Store.MarkToldAsync(some, id, AlertState.Open, CancellationToken.None);

        await take.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        await tell.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        (await Store.TakeUntoldAsync(teller, 100, CancellationToken.None)).Should().Contain(a => a.Id == id);
        await Store.MarkToldAsync(teller, id, AlertState.Open, CancellationToken.None);
        await Store.MarkToldAsync(teller, id, AlertState.Open, CancellationToken.None);
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ScalarAsync<long>($"select count(*) from pp.audit_log where action = 'alert.tell' and actor_login = '{teller.Login.Role}'")).Should().Be(1);
    }

    [Test]
    public async Task What_was_not_told_is_taken_by_one_and_not_again_once_it_was_told()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var id = AlertId.New(TimeProvider.System);
        await Store.FireAsync(_evaluator, id, rule.Id, new AlertObservation(null, 1), CancellationToken.None);

        (await UntoldAsync()).Should().Contain(id);
        (await UntoldAsync()).Should().NotContain(id, "another tells it");
        await Store.MarkToldAsync(_evaluator, id, AlertState.Open, CancellationToken.None);
        (await UntoldAsync()).Should().NotContain(id);
        await Store.AcknowledgeAsync(_evaluator, id, CancellationToken.None);
        (await UntoldAsync()).Should().Contain(id, "it moved");
    }

    [Test]
    public async Task More_than_200_rules_are_not_kept()
    {
        var borealis = await _tenants.Database.IssueKeyAsync(ThreeTenants.Borealis, ThreeTenants.Analyst, Permissions.All);
        var there = (await Store.ListRulesAsync(borealis, CancellationToken.None)).Count;
        for (var i = there; i < 200; i++)
            await Store.SaveRuleAsync(borealis, AlertRules.Of(AlertKind.DataMissing, 2), CancellationToken.None);

        var oneMore = () => Store.SaveRuleAsync(borealis, AlertRules.Of(AlertKind.DataMissing, 2), CancellationToken.None);

        (await oneMore.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("200");
    }

    [Test]
    public async Task Rules_on_usage_are_for_those_who_may_read_usage()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.CostOfDayAbove, 1));
        await Store.FireAsync(_evaluator, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(null, 5), CancellationToken.None);
        var manager = await KeyAsync(Permissions.AnalyticsRead | Permissions.AlertsManage);

        var save = () => Store.SaveRuleAsync(manager, AlertRules.Of(AlertKind.CostOfDayAbove, 1), CancellationToken.None);
        var change = () => Store.SaveRuleAsync(manager, rule with { Kind = AlertKind.DataMissing }, CancellationToken.None);

        await save.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        await change.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        (await Store.ListRulesAsync(manager, CancellationToken.None)).Should().NotContain(r => r.Id == rule.Id);
        (await Store.ListAsync(manager, new AlertQuery(), CancellationToken.None)).Should().NotContain(a => a.Rule.Id == rule.Id);
    }

    [Test]
    public async Task A_key_of_one_brand_sees_and_changes_what_is_of_that_brand()
    {
        var all = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var luma = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        var other = AlertRules.Of(AlertKind.MetricBelow, 100) with { Brand = BrandId.Parse("peakform") };

        (await Store.ListRulesAsync(luma, CancellationToken.None)).Should().OnlyContain(r => r.Brand == ThreeTenants.Luma);
        (await Store.SaveRuleAsync(luma, AlertRules.Of(AlertKind.MetricBelow, 100) with { Brand = ThreeTenants.Luma }, CancellationToken.None)).Should().BeTrue();
        foreach (var beyond in new[] { other, AlertRules.Of(AlertKind.MetricBelow, 100), all with { Brand = ThreeTenants.Luma } })
        {
            var save = () => Store.SaveRuleAsync(luma, beyond, CancellationToken.None);
            await save.Should().ThrowAsync<RefusalException>().Where(e => e.Code == RefusalCode.PermissionDenied);
        }
    }

    [Test]
    public async Task Nothing_of_another_organisation_can_be_touched()
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        var id = AlertId.New(TimeProvider.System);
        await Store.FireAsync(_evaluator, id, rule.Id, new AlertObservation(null, 1), CancellationToken.None);
        var cinder = await _tenants.Database.IssueKeyAsync(ThreeTenants.Cinder, ThreeTenants.Analyst, Permissions.All);

        var fire = () => Store.FireAsync(cinder, AlertId.New(TimeProvider.System), rule.Id, new AlertObservation(null, 1), CancellationToken.None);
        var acknowledge = () => Store.AcknowledgeAsync(cinder, id, CancellationToken.None);

        await fire.Should().ThrowAsync<RefusalException>();
        await acknowledge.Should().ThrowAsync<RefusalException>();
        (await Store.RemoveRuleAsync(cinder, rule.Id, CancellationToken.None)).Should().BeFalse();
        (await Store.TakeUntoldAsync(cinder, 100, CancellationToken.None)).Should().NotContain(a => a.Id == id);
        (await ActiveOfAsync(rule)).Should().Be(1);
    }

    [Attack]
    [TestCase("select pp.fire_alert(pp_auth.user_id(), pp_auth.user_id(), null, 1)", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp.remove_alert_rule(pp_auth.user_id())", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp.acknowledge_alert(pp_auth.user_id())", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp.resolve_alert(pp_auth.user_id())", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp.take_untold_alerts(1)", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp.told_alert(pp_auth.user_id(), 'open')", "28000 pulsepoint:not_permitted")]
    [TestCase("select * from pp.alert_webhook()", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp_auth.set_webhook_in_own_tenant('https://evil.example', '0123456789abcdef', '\\x00')", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp_auth.remove_webhook_in_own_tenant()", "28000 pulsepoint:not_permitted")]
    [TestCase("select pp_steward.set_webhook(1, 'https://evil.example', '0123456789abcdef', '\\x00')", "42501*")]
    [TestCase("select told_state from pp.alerts", "42501*")]
    public async Task An_analyst_with_psql_changes_no_alert(string attack, string expected)
    {
        await using var psql = await _tenants.Database.LogInAsync(await KeyAsync(Permissions.AnalyticsRead));

        (await psql.RefusalOfAsync(attack)).Should().Match(expected);
    }

    [Attack]
    [TestCase("select pp.fire_alert({id}, {rule}, 'peakform', 1)", "22023 pulsepoint:alert_malformed")]
    [TestCase("select pp.fire_alert({id}, {rule}, null, 'NaN')", "22023 pulsepoint:alert_malformed")]
    [TestCase("select pp.fire_alert({id}, {rule}, null, null)", "22023 pulsepoint:alert_malformed")]
    [TestCase("select pp.fire_alert(null, {rule}, null, 1)", "22023 pulsepoint:alert_malformed")]
    [TestCase("select pp.save_alert_rule({id}, 'x', null, 'nothing', null, 1, null, null, null, true)", "22023 pulsepoint:rule_malformed")]
    [TestCase("select pp.save_alert_rule({id}, 'x', null, 'metric_above', 'net_sales', 'NaN', 'yesterday', null, null, true)", "22023 pulsepoint:rule_malformed")]
    [TestCase("select pp.save_alert_rule({id}, 'x', null, 'metric_above', null, 1, 'yesterday', null, null, true)", "22023 pulsepoint:rule_malformed")]
    [TestCase("select pp.save_alert_rule({id}, repeat('x', 101), null, 'data_missing', null, 1, null, null, null, true)", "22023 pulsepoint:rule_malformed")]
    [TestCase("select pp.save_alert_rule({id}, 'x', 'nordpaw', 'data_missing', null, 1, null, null, null, true)", "P0002 pulsepoint:brand_unknown")]
    public async Task A_manager_with_psql_writes_nothing_that_no_rule_says(string attack, string expected)
    {
        var rule = await SavedAsync(AlertRules.Of(AlertKind.MetricBelow, 100));
        await using var psql = await _tenants.Database.LogInAsync(_evaluator);

        var refusal = await psql.RefusalOfAsync(attack
            .Replace("{rule}", $"'{rule.Id}'::uuid", StringComparison.Ordinal)
            .Replace("{id}", $"'{AlertId.New(TimeProvider.System)}'::uuid", StringComparison.Ordinal));

        refusal.Should().Be(expected);
    }

    [Test]
    public async Task A_change_leaves_the_wall_of_operators_shut()
    {
        await using var psql = await _tenants.Database.LogInAsync(_evaluator);
        var rule = AlertRuleId.New(TimeProvider.System);

        await psql.RunAsync($"begin; select pp.save_alert_rule('{rule}', 'x', null, 'data_missing', null, 1, null, null, null, true); select pp.take_untold_alerts(1)");

        (await psql.ScalarAsync<string>("select current_setting('pp_steward.tenant', true)")).Should().BeEmpty();
    }

    [Test]
    public async Task What_calls_cost_is_read_by_day_and_month()
    {
        var until = SystemClock.Instance.GetCurrentInstant();
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync(
            """
            insert into pp.usage_events (tenant_id, id, user_id, kid, event_type, cost_usd)
              select tenant_id, pp.uuid_floor(clock_timestamp() - interval '1 millisecond'), gen_random_uuid(), gen_random_uuid(), 'tool_call', 1.25 from pp.tenants
            """);

        var cost = await Store.ReadCostAsync(_evaluator, until + Duration.FromSeconds(5), CancellationToken.None);

        cost.Month.Should().Be(1.25m);
        cost.Day.Should().BeOneOf(1.25m, 0m);
    }

    private Task<TenantContext> KeyAsync(Permissions permissions) => _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, permissions);

    private Task<IReadOnlyList<AlertRule>> RulesAsync() => Store.ListRulesAsync(_evaluator, CancellationToken.None);

    private async Task<IEnumerable<AlertId>> UntoldAsync() => (await Store.TakeUntoldAsync(_evaluator, 100, CancellationToken.None)).Select(a => a.Id);

    private async Task<int> ActiveOfAsync(AlertRule rule) => (await Store.ListAsync(_evaluator, AlertQuery.Active, CancellationToken.None)).Count(a => a.Rule.Id == rule.Id);

    private async Task<AlertRule> SavedAsync(AlertRule rule)
    {
        await Store.SaveRuleAsync(_evaluator, rule, CancellationToken.None);
        return rule;
    }

    private async Task AgeAsync(AlertRule rule, string interval)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp.alerts set fired_at = fired_at - interval '{interval}' where rule_id = '{rule.Id}'");
    }

    private async Task<IEnumerable<string>> AuditAsync() => (await EntriesAsync()).Select(e => e.Action);

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var entries = await _tenants.Database.Get<IAuditLog>().ReadAsync(
            _evaluator, new AuditQuery { From = now - Duration.FromHours(1), Until = now + Duration.FromHours(1), Limit = 500 }, CancellationToken.None);
        return entries;
    }
}
