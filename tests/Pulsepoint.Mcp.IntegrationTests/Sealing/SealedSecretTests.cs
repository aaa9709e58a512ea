using System.Runtime.Versioning;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Sealing;

internal sealed class SealedSecretTests
{
    private const string Token = "shpat_a-token-that-nobody-may-find";

    private static readonly IReadOnlyList<TenantId> s_tenants = [ThreeTenants.Aurora, ThreeTenants.Borealis, ThreeTenants.Cinder];
    private static readonly SecretPlace s_place = new(ThreeTenants.Aurora, ThreeTenants.Luma, "shopify", "access_token");
    private static readonly SecretPlace s_foreign = new(ThreeTenants.Borealis, BrandId.Parse("nordpaw"), "meta", "access_token");

    private ThreeTenants _tenants = null!;
    private NpgsqlConnection _superuser = null!;
    private string _folder = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _superuser = await _tenants.Database.LogInAsSuperuserAsync();
        _folder = TemporaryFolder.Create();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _superuser.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    private ISecretStore Store => _tenants.Database.Get<ISecretStore>();

    private async Task<IReadOnlyList<ResealableSecret>> ResealableAsync(TenantId tenant)
    {
        List<ResealableSecret> found = [];
        foreach (var kind in _tenants.Database.Get<IEnumerable<IResealableSecrets>>())
            found.AddRange(await kind.ListResealableAsync(tenant, CancellationToken.None));

        return found;
    }

    private SealingKeyFile KeyFile => new(new StateFolder(_folder));

    [Test]
    public async Task A_secret_is_kept_sealed_and_opens_with_the_key_of_the_state_folder()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);

        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
        (await _superuser.ScalarAsync<long>($"select count(*) from pp.connection_secrets where position('{Token}'::bytea in sealed) > 0")).Should().Be(0);
    }

    [Test]
    public async Task Set_again_it_takes_the_place_of_the_first_and_removed_it_is_gone()
    {
        await Keeper().KeepAsync(s_place, new Secret("first"), CancellationToken.None);
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);

        (await Store.ListAsync(ThreeTenants.Aurora, CancellationToken.None)).Should().ContainSingle();
        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
        (await Store.RemoveAsync(s_place, CancellationToken.None)).Should().BeTrue();
        (await Store.RemoveAsync(s_place, CancellationToken.None)).Should().BeFalse();
    }

    [Test]
    public async Task A_rotation_seals_everything_anew_and_keeps_the_old_key_for_backups()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        await Keeper().KeepAsync(s_foreign, new Secret("another"), CancellationToken.None);
        var old = KeyFile.Read();

        var rotation = await Keeper().RotateAsync(ListAsync, CancellationToken.None);

        rotation.Resealed.Should().Be(2);
        KeyFile.Read().Current.Id.Should().Be(rotation.KeyId).And.NotBe(old.Current.Id);
        KeyFile.Read().Older.Select(k => k.Id).Should().Equal(old.Current.Id);
        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
        var withOld = () => OpenedAsync(s_place, old);
        await withOld.Should().ThrowAsync<RefusalException>();
    }

    [Test]
    public async Task A_rotation_that_stops_half_way_loses_nothing_and_goes_on()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        await Keeper().KeepAsync(s_foreign, new Secret("another"), CancellationToken.None);
        await _superuser.RunAsync("update pp.connection_secrets set key_id = '0000000000000000' where brand_id = 'nordpaw'");

        var half = () => Keeper().RotateAsync(ListAsync, CancellationToken.None);

        await half.Should().ThrowAsync<RefusalException>().WithMessage("*0000000000000000, which is not here*");
        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
        await Keeper().KeepAsync(s_foreign, new Secret("anew"), CancellationToken.None);
        (await Keeper().RotateAsync(ListAsync, CancellationToken.None)).Resealed.Should().Be(2);
        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
    }

    [Test]
    public async Task Keys_of_the_settings_win_and_no_file_is_made()
    {
        var old = SealingKey.Create();
        await Keeper(new SealingKeyRing(old, [])).KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        var ring = new SealingKeyRing(SealingKey.Create(), [old]);

        var rotation = await Keeper(ring).RotateAsync(ListAsync, CancellationToken.None);

        rotation.Should().Be(new SecretRotation(1, ring.Current.Id, File: null));
        (await OpenedAsync(s_place, new SealingKeyRing(ring.Current, []))).Should().Be(Token);
        File.Exists(KeyFile.Path).Should().BeFalse();
    }

    [Test]
    public async Task What_was_sealed_before_the_settings_named_a_key_is_brought_under_it()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        var ring = new SealingKeyRing(SealingKey.Create(), []);

        (await Keeper(ring).RotateAsync(ListAsync, CancellationToken.None)).Resealed.Should().Be(1);

        (await OpenedAsync(s_place, ring)).Should().Be(Token);
    }

    [Test]
    public async Task A_secret_that_is_set_during_a_rotation_waits_and_is_sealed_with_the_new_key()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        Task<string>? set = null;

        var rotation = await Keeper().RotateAsync(
            token =>
            {
                set = Keeper().KeepAsync(s_foreign, new Secret("another"), token);
                return ListAsync(token);
            },
            CancellationToken.None);

        (await set!).Should().Be(rotation.KeyId);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Keys_that_others_can_read_are_not_used()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        File.SetUnixFileMode(KeyFile.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var keep = () => Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);

        await keep.Should().ThrowAsync<RefusalException>().WithMessage("*can be read by other users*");
    }

    [Test]
    public async Task What_was_changed_meanwhile_is_not_sealed_over()
    {
        await Keeper().KeepAsync(s_place, new Secret("first"), CancellationToken.None);
        var first = (await ResealableAsync(ThreeTenants.Aurora)).Single();
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);

        (await first.ResealAsync(KeyFile.Read(), CancellationToken.None)).Should().BeFalse();
        (await OpenedAsync(s_place, KeyFile.Read())).Should().Be(Token);
    }

    [Test]
    public async Task A_webhooks_secret_goes_under_the_new_key_with_the_others_and_stays_what_it_was()
    {
        var webhooks = _tenants.Database.Get<IAlertWebhooks>();
        var bound = AlertWebhook.Bound(ThreeTenants.Aurora);
        await webhooks.SetAsync(ThreeTenants.Aurora, new Uri("https://hooks.aurora.example/alerts"), await Keeper().SealAsync(bound, new Secret("whsec_1"), CancellationToken.None), CancellationToken.None);
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);

        var rotation = await Keeper().RotateAsync(ListAsync, CancellationToken.None);

        rotation.Resealed.Should().Be(2);
        (await webhooks.FindAsync(ThreeTenants.Aurora, CancellationToken.None))!.KeyId.Should().Be(rotation.KeyId);
        var only = new SealingKeyRing(KeyFile.Read().Current, []);
        var sealedBytes = await _superuser.ScalarAsync<byte[]>("select sealed from pp.alert_webhooks");
        only.Open(bound, new SealedSecret(rotation.KeyId, sealedBytes!)).Reveal().Should().Be("whsec_1");
    }

    [Test]
    public async Task A_secret_that_is_moved_to_another_organisation_does_not_open_there()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        await Keeper().KeepAsync(s_foreign, new Secret("another"), CancellationToken.None);
        await _superuser.RunAsync("update pp.connection_secrets set sealed = (select sealed from pp.connection_secrets where brand_id = 'luma-skin') where brand_id = 'nordpaw'");

        var open = () => OpenedAsync(s_foreign, KeyFile.Read());

        await open.Should().ThrowAsync<RefusalException>().WithMessage("*changed or belongs elsewhere*");
    }

    [Test]
    public async Task No_connection_no_secret()
    {
        var keep = () => Keeper().KeepAsync(s_place with { Source = "tiktok" }, new Secret(Token), CancellationToken.None);

        await keep.Should().ThrowAsync<RefusalException>().WithMessage("*no connection to this source*");
    }

    [Test]
    public async Task Every_change_is_on_record_without_the_secret()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        await Keeper().RotateAsync(ListAsync, CancellationToken.None);
        await Store.RemoveAsync(s_place, CancellationToken.None);

        (await _superuser.ColumnAsync("select action || ' ' || object from pp.audit_log where action like 'secret.%' order by id")).Should().Equal(
            "secret.set luma-skin/shopify/access_token", "secret.reseal luma-skin/shopify/access_token", "secret.remove luma-skin/shopify/access_token");
        (await _superuser.ScalarAsync<long>($"select count(*) from pp.audit_log where detail::text like '%{Token}%'")).Should().Be(0);
    }

    [Test]
    public async Task An_export_tells_that_it_is_there_and_not_what_it_is()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        List<ExportedRow> rows = [];

        await _tenants.Database.Get<IExport>().ExportAsync(ThreeTenants.Aurora, rows.Add, CancellationToken.None);

        rows.Single(row => row.Table == "connection_secrets" && row.Json is not null).Json.Should().Contain("access_token").And.NotContain("\"sealed\"");
    }

    [Test, Attack]
    public async Task No_key_reads_it_not_even_sealed_and_not_even_an_administrators()
    {
        await Keeper().KeepAsync(s_place, new Secret(Token), CancellationToken.None);
        var admin = await _tenants.Database.IssueKeyAsync(ThreeTenants.Aurora, ThreeTenants.Analyst, (Permissions)63);
        await using var psql = await _tenants.Database.LogInAsync(admin);

        (await psql.RefusalOfAsync("select * from pp.connection_secrets")).Should().Be("42501 permission denied for table connection_secrets");
        (await psql.RefusalOfAsync("select count(*) from pp.connection_secrets")).Should().Be("42501 permission denied for table connection_secrets");
        (await psql.RefusalOfAsync("select * from pp_steward.sealed_secrets('aurora')")).Should().Be("42501 permission denied for schema pp_steward");
    }

    private static Task<IReadOnlyList<TenantId>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(s_tenants);

    private SecretKeeper Keeper(SealingKeyRing? configured = null) => new(Store, _tenants.Database.Get<IEnumerable<IResealableSecrets>>(), KeyFile, configured, TimeProvider.System);

    private async Task<string> OpenedAsync(SecretPlace place, SealingKeyRing ring)
    {
        var kept = (await Store.ListAsync(place.Tenant, CancellationToken.None)).Single(k => k.Place == place);
        return ring.Open(place, kept.Secret).Reveal();
    }
}
