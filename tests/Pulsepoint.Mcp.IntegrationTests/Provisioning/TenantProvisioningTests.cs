using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Audit;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.IntegrationTests.Google.Provisioning;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tokens;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Provisioning;

/// <summary>A real database and a BigQuery on loopback: what an operator does with one command.</summary>
internal sealed class TenantProvisioningTests
{
    private const int Enough = 7;

    private TokenTenants _tenants = null!; // made before the tests

    private IProvisionedPlaces Places => _tenants.Database.Get<IProvisionedPlaces>();

    [OneTimeSetUp]
    public async Task SetUpAsync() => _tenants = await TokenTenants.CreateAsync();

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_dataset_is_made_recorded_and_then_as_it_shall_be()
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync();

        await ProvisionAsync(scene, tenant);
        var again = await Provisioning(scene.Provisioner).PlanAsync(tenant, PlaceOf(tenant), CancellationToken.None);

        again.Changes.Should().BeEmpty();
        (await Places.FindAsync(tenant, CancellationToken.None)).Should().Be(PlaceOf(tenant));
        (await _tenants.Superuser.ColumnAsync($"select concat_ws(' ', warehouse_kind, warehouse_place) from pp.tenants where slug = '{tenant}'"))
            .Should().NotContain(p => p.Contains("bigquery", StringComparison.Ordinal), "questions go on to read what they read before");
    }

    [Test]
    public async Task A_plan_is_no_more_than_a_plan()
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync();

        (await Provisioning(scene.Provisioner).PlanAsync(tenant, PlaceOf(tenant), CancellationToken.None)).Changes.Should().NotBeEmpty();

        scene.Server.Requests.Should().OnlyContain(r => r.Method == "GET");
        (await Places.FindAsync(tenant, CancellationToken.None)).Should().BeNull();
        (await ClaimsAsync(tenant)).Should().BeEmpty();
    }

    [Test]
    public async Task What_was_stopped_in_the_middle_is_completed_by_the_same_again()
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync();
        var provisioning = Provisioning(scene.Provisioner);
        var plan = await provisioning.PlanAsync(tenant, PlaceOf(tenant), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var done = 0;

        var stopped = () => provisioning.CarryOutAsync(plan, _ => CancelAfter(ref done, stop), stop.Token);

        await stopped.Should().ThrowAsync<OperationCanceledException>();
        (await Places.FindAsync(tenant, CancellationToken.None)).Should().BeNull("a part of a dataset is none");
        scene.Access(tenant.Value).Should().HaveCount(3, "nobody reads a part");
        await ProvisionAsync(scene, tenant);
        (await Places.FindAsync(tenant, CancellationToken.None)).Should().Be(PlaceOf(tenant));
        (await scene.ChangesAsync(DatasetScene.Order(tenant.Value))).Should().BeEmpty();
    }

    [Test]
    public async Task What_BigQuery_broke_off_is_completed_by_the_same_again()
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync();
        var provisioning = Provisioning(scene.Provisioner);
        var plan = await provisioning.PlanAsync(tenant, PlaceOf(tenant), CancellationToken.None);
        var done = 0;

        var broken = () => provisioning.CarryOutAsync(plan, _ => FailAfter(ref done, scene.Server.Faults), CancellationToken.None);

        (await broken.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("Run the command again");
        await ProvisionAsync(scene, tenant);
        (await scene.ChangesAsync(DatasetScene.Order(tenant.Value))).Should().BeEmpty();
    }

    [Test]
    public async Task Another_tenants_dataset_is_refused_without_saying_whose_and_its_identity_gets_nothing()
    {
        await using var scene = await DatasetScene.StartAsync();
        var owner = await _tenants.AddAsync();
        var thief = await _tenants.AddAsync();
        await ProvisionAsync(scene, owner);
        var before = scene.Server.Requests.Count;

        foreach (var place in new[] { PlaceOf(owner), WarehousePlace.Parse(PlaceOf(owner).ToString().Replace("@EU", "@US", StringComparison.Ordinal)), WarehousePlace.Parse(PlaceOf(owner).ToString().Replace("acme", "ACME", StringComparison.Ordinal)) })
        {
            var stealing = () => Provisioning(scene.Provisioner).PlanAsync(thief, place, CancellationToken.None);

            (await stealing.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("another organisation").And.NotContain(owner.Value);
        }

        scene.Server.Requests.Should().HaveCount(before, "Google is not even asked");
        scene.Access(owner.Value).Should().NotContain(a => a.Contains(thief.Value + "@", StringComparison.Ordinal));
    }

    [Test]
    public async Task No_dataset_of_facts_is_called_like_one_of_events_which_may_be_anothers()
    {
        await using var scene = await DatasetScene.StartAsync();
        var owner = await _tenants.AddAsync();
        var thief = await _tenants.AddAsync();
        await ProvisionAsync(scene, owner);
        var events = PlaceOf(owner) with { Dataset = DatasetScene.Order(owner.Value).EventsPlace.Dataset };

        foreach (var tenant in new[] { thief, owner })
        {
            foreach (var place in new[] { events, WarehousePlace.Parse("bigquery:acme.MINE__EVENTS@EU") })
            {
                var planning = () => Provisioning(scene.Provisioner).PlanAsync(tenant, place, CancellationToken.None);

                (await planning.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("__events");
            }
        }

        (await _tenants.Superuser.ColumnAsync($"select d.dataset from pp_steward.datasets d join pp.tenants t using (tenant_id) where t.slug = '{owner}' order by 1"))
            .Should().Equal($"acme.{DatasetScene.DatasetOf(owner.Value)}", $"acme.{DatasetScene.DatasetOf(owner.Value)}__events");
    }

    [Test]
    public async Task A_dataset_whose_events_would_lie_in_anothers_is_refused()
    {
        await using var scene = await DatasetScene.StartAsync();
        var earlier = await _tenants.AddAsync();
        var later = await _tenants.AddAsync();
        // As it could be before names of events were refused.
        await _tenants.Superuser.RunAsync($"insert into pp_steward.datasets (dataset, tenant_id) select 'acme.shared__events', tenant_id from pp.tenants where slug = '{earlier}'");

        var planning = () => Provisioning(scene.Provisioner).PlanAsync(later, WarehousePlace.Parse("bigquery:acme.shared@EU"), CancellationToken.None);

        (await planning.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("another organisation");
        scene.Server.Requests.Should().BeEmpty();
    }

    [TestCase(192, true)]
    [TestCase(193, false)]
    public async Task A_name_leaves_room_for_that_of_the_events(int length, bool isPlanned)
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync();

        var planning = () => Provisioning(scene.Provisioner).PlanAsync(tenant, WarehousePlace.Parse($"bigquery:acme.{new string('d', length)}@EU"), CancellationToken.None);

        if (isPlanned)
            await planning.Should().NotThrowAsync();
        else
            (await planning.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("192");
    }

    [Test]
    public async Task A_plan_that_came_too_late_grants_nothing()
    {
        await using var scene = await DatasetScene.StartAsync();
        var owner = await _tenants.AddAsync();
        var late = await _tenants.AddAsync();
        var plan = await Provisioning(scene.Provisioner).PlanAsync(late, PlaceOf(owner), CancellationToken.None);
        await ProvisionAsync(scene, owner);

        var carryingOut = () => Provisioning(scene.Provisioner).CarryOutAsync(plan, _ => { }, CancellationToken.None);

        (await carryingOut.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("another organisation");
        scene.Access(owner.Value).Should().NotContain(a => a.Contains(late.Value + "@", StringComparison.Ordinal));
    }

    [Test]
    public async Task Of_many_that_claim_a_dataset_at_once_one_gets_it()
    {
        var tenants = new List<TenantId>();
        for (var i = 0; i < 6; i++)
            tenants.Add(await _tenants.AddAsync());
        var place = WarehousePlace.Parse("bigquery:acme.contested@EU");

        var outcomes = await Task.WhenAll(tenants.Select(async t =>
        {
            try
            {
                await Places.ClaimAsync(t, place, CancellationToken.None);
                return "claimed";
            }
            catch (RefusalException refusal)
            {
                return refusal.Message;
            }
        }));

        outcomes.Should().ContainSingle(o => o == "claimed");
        outcomes.Where(o => o != "claimed").Should().OnlyContain(o => o.StartsWith("The dataset belongs to another organisation"));
    }

    [Test]
    public async Task A_place_that_was_not_claimed_is_not_recorded()
    {
        var tenant = await _tenants.AddAsync();

        var recording = () => Places.RecordAsync(tenant, PlaceOf(tenant), CancellationToken.None);

        await recording.Should().ThrowAsync<RefusalException>();
        (await Places.FindAsync(tenant, CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task A_tenant_without_an_identity_is_told_to_set_one()
    {
        await using var scene = await DatasetScene.StartAsync();
        var tenant = await _tenants.AddAsync(withIdentity: false);

        var planning = () => ProvisionAsync(scene, tenant);

        (await planning.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain($"tenant google {tenant} --identity");
        scene.Server.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_dataset_stays_a_deleted_tenants()
    {
        var gone = await _tenants.AddAsync();
        var next = await _tenants.AddAsync();
        await Places.ClaimAsync(gone, PlaceOf(gone), CancellationToken.None);
        await Places.RecordAsync(gone, PlaceOf(gone), CancellationToken.None);
        var deletion = _tenants.Database.Get<IDeletion>();
        await deletion.RequestAsync(gone, CancellationToken.None);
        await deletion.DeleteAsync(gone, () => { }, CancellationToken.None);

        var taking = () => Places.ClaimAsync(next, PlaceOf(gone), CancellationToken.None);

        await taking.Should().ThrowAsync<RefusalException>("its facts may still lie there");
        (await _tenants.Superuser.ColumnAsync("select provisioned_place from pp.tenants where deleted_at is not null and provisioned_place is not null")).Should().BeEmpty();
    }

    [Test]
    public async Task Claims_and_places_are_on_record_and_once()
    {
        var tenant = await _tenants.AddAsync();

        for (var i = 0; i < 2; i++)
        {
            await Places.ClaimAsync(tenant, PlaceOf(tenant), CancellationToken.None);
            await Places.RecordAsync(tenant, PlaceOf(tenant), CancellationToken.None);
        }

        AuditActions.IsKnown("tenant.provision").Should().BeTrue();
        (await _tenants.Superuser.ColumnAsync(
            $"select concat_ws(' ', actor_login, coalesce(detail ->> 'claimed', detail ->> 'place')) from pp.audit_log where action = 'tenant.provision' and object = '{tenant}' order by id"))
            .Should().Equal($"pp_platform acme.{DatasetScene.DatasetOf(tenant.Value)}", $"pp_platform {PlaceOf(tenant)}");
    }

    [TestCase("select pp_steward.claim_dataset('tenant-1', 'bigquery:acme.mine@EU')")]
    [TestCase("select pp_steward.check_dataset('tenant-1', 'bigquery:acme.mine@EU')")]
    [TestCase("select pp_steward.set_provisioned_place('tenant-1', 'bigquery:acme.mine@EU')")]
    [TestCase("select pp_steward.provisioned_place_of('tenant-1')")]
    [TestCase("select * from pp_steward.datasets")]
    [TestCase("select provisioned_place from pp.tenants")]
    [TestCase("update pp.tenants set provisioned_place = 'bigquery:acme.mine@EU'")]
    public async Task No_key_claims_sets_or_sees_a_place(string attack)
    {
        await using var session = await _tenants.Database.LogInAsync(await _tenants.KeyAsync());

        var attacking = () => session.RunAsync(attack);

        (await attacking.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    private static WarehousePlace PlaceOf(TenantId tenant) => DatasetScene.Order(tenant.Value).Place;

    private async Task ProvisionAsync(DatasetScene scene, TenantId tenant)
    {
        var provisioning = Provisioning(scene.Provisioner);
        await provisioning.CarryOutAsync(await provisioning.PlanAsync(tenant, PlaceOf(tenant), CancellationToken.None), _ => { }, CancellationToken.None);
    }

    private TenantProvisioning Provisioning(IDatasetProvisioner provisioner) => new(_tenants.Identities, Places, provisioner);

    private Task<IReadOnlyList<string>> ClaimsAsync(TenantId tenant) =>
        _tenants.Superuser.ColumnAsync($"select d.dataset from pp_steward.datasets d join pp.tenants t using (tenant_id) where t.slug = '{tenant}'");

    private static void CancelAfter(ref int done, CancellationTokenSource stop)
    {
        if (++done == Enough)
            stop.Cancel();
    }

    private static void FailAfter(ref int done, BigQueryFaults faults)
    {
        if (++done == Enough)
            faults.FailRequests(1, 403, "quotaExceeded");
    }
}
