using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Alerts;

internal sealed class AlertWebhookTests
{
    private static readonly Uri s_url = new("https://hooks.aurora.example/alerts?token=1");
    private static readonly SealedSecret s_secret = new("0123456789abcdef", new byte[100]);

    private ThreeTenants _tenants = null!;

    [SetUp]
    public async Task SetUpAsync() => _tenants = await ThreeTenants.CreateAsync();

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    private IAlertWebhooks Any => _tenants.Database.Get<IAlertWebhooks>();

    private IOwnAlertWebhooks Own => _tenants.Database.Get<IOwnAlertWebhooks>();

    [Test]
    public async Task The_platform_sets_it_and_only_a_manager_of_every_brand_gets_what_signs()
    {
        await Any.SetAsync(ThreeTenants.Aurora, s_url, s_secret, CancellationToken.None);
        var manager = await KeyAsync(Permissions.AlertsManage);
        var some = await KeyAsync(Permissions.AlertsManage, BrandScope.Of([ThreeTenants.Luma]));
        var cinder = await _tenants.Database.IssueKeyAsync(ThreeTenants.Cinder, ThreeTenants.Analyst, Permissions.All);

        var opened = await Own.OpenAsync(manager, CancellationToken.None);

        opened!.Url.Should().Be(s_url);
        opened.Secret.Bytes.Should().Equal(s_secret.Bytes);
        (await Own.OpenAsync(some, CancellationToken.None)).Should().BeNull();
        (await Own.OpenAsync(cinder, CancellationToken.None)).Should().BeNull();
        (await Any.FindAsync(ThreeTenants.Aurora, CancellationToken.None))!.Url.Should().Be(s_url);
        (await Any.RemoveAsync(ThreeTenants.Aurora, CancellationToken.None)).Should().BeTrue();
        (await Any.RemoveAsync(ThreeTenants.Aurora, CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task An_administrators_key_sets_it_in_its_own_organisation_and_others_cannot()
    {
        var administrator = await KeyAsync(Permissions.TenantAdmin);
        var some = await KeyAsync(Permissions.All, BrandScope.Of([ThreeTenants.Luma]));
        var manager = await KeyAsync(Permissions.AlertsManage);

        await Own.SetAsync(administrator, s_url, s_secret, CancellationToken.None);

        (await Own.FindAsync(administrator, CancellationToken.None))!.KeyId.Should().Be(s_secret.KeyId);
        (await Any.FindAsync(ThreeTenants.Borealis, CancellationToken.None)).Should().BeNull();
        foreach (var key in new[] { some, manager })
        {
            var set = () => Own.SetAsync(key, s_url, s_secret, CancellationToken.None);
            await set.Should().ThrowAsync<RefusalException>();
        }
    }

    [Test]
    public async Task What_is_not_HTTPS_is_not_kept()
    {
        var set = () => Any.SetAsync(ThreeTenants.Aurora, new Uri("http://127.0.0.1/"), s_secret, CancellationToken.None);

        await set.Should().ThrowAsync<RefusalException>().WithMessage("*HTTPS*");
    }

    [Test]
    public async Task Of_the_address_only_its_host_stands_in_the_audit_log()
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        foreach (var url in new[] { "https://hooks.aurora.example:8443/services/T0/B0/token?key=1", "https://user:pass@hooks.aurora.example:8443", "https://hooks.aurora.example:8443?key=1" })
        {
            await Any.SetAsync(ThreeTenants.Aurora, new Uri(url), s_secret, CancellationToken.None);
            await Any.RemoveAsync(ThreeTenants.Aurora, CancellationToken.None);
        }

        var written = await superuser.ScalarAsync<string[]>("select array_agg(action || ' ' || object order by id) from pp.audit_log where action like 'webhook.%'");

        written.Should().HaveCount(6).And.AllSatisfy(w => w.Should().MatchRegex(@"^webhook\.(set|remove) https://hooks\.aurora\.example:8443$"));
    }

    private Task<TenantContext> KeyAsync(Permissions permissions, BrandScope? brands = null) =>
        _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, permissions, brands);
}
