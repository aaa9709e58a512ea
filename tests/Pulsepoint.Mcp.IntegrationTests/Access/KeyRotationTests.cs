using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.IntegrationTests.Access;

/// <summary>A key and its successor both work for a while; then one of them does.</summary>
internal sealed class KeyRotationTests
{
    private static readonly Duration s_life = Duration.FromDays(90);
    private static readonly Duration s_overlap = Duration.FromHours(24);

    private ThreeTenants _tenants = null!;
    private TestIssuer _issuer = null!;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await ThreeTenants.CreateAsync();
        _issuer = new TestIssuer();
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync()
    {
        _issuer.Dispose();
        return _tenants.DisposeAsync();
    }

    [Test]
    public async Task Both_keys_work_during_the_overlap_and_the_old_one_is_refused_after_it()
    {
        var old = await IssueAsync(s_life);

        var successor = await RotateAsync(old.Key);

        (await Check.CheckAsync(old, CancellationToken.None)).Should().Be((await FindAsync(old.Key)).ExpiresAt).And.BeLessThan(old.ExpiresAt);
        (await Check.CheckAsync(successor, CancellationToken.None)).Should().Be((await FindAsync(successor.Key)).ExpiresAt);
        await LetOverlapEndAsync(old);
        (await RefusalAsync(() => Check.CheckAsync(old, CancellationToken.None))).Code.Should().BeOneOf(RefusalCode.KeyExpired, RefusalCode.KeyRevoked);
        await Check.CheckAsync(successor, CancellationToken.None);
    }

    [Test]
    public async Task An_open_session_of_the_old_key_ends_with_the_overlap_too()
    {
        var old = await IssueAsync(s_life);
        await RotateAsync(old.Key);
        await using var psql = await _tenants.Database.LogInAsync(old);
        await psql.RunAsync("select pp_auth.require_session(1)");

        await LetOverlapEndAsync(old);

        (await psql.RefusalOfAsync("select pp_auth.require_session(1)")).Should().Be("28000 pulsepoint:expired");
    }

    [Test]
    public async Task The_successor_has_the_same_person_rights_and_note()
    {
        var old = await IssueAsync(s_life, Permissions.AnalyticsRead | Permissions.AuditRead, BrandScope.Of([ThreeTenants.Luma]), "laptop");

        var successor = await RotateAsync(old.Key);

        var listed = await FindAsync(successor.Key);
        listed.Should().BeEquivalentTo(new { old.User, old.Permissions, old.Brands, Note = "laptop", State = KeyState.Live, ReplacedBy = (KeyId?)null });
        successor.Should().BeEquivalentTo(new { old.User, old.Permissions, old.Brands, old.Tenant }, "the key says what the row says");
    }

    [Test]
    public async Task The_old_key_and_its_login_end_with_the_overlap()
    {
        var old = await IssueAsync(s_life);
        var before = SystemClock.Instance.GetCurrentInstant();

        var successor = await RotateAsync(old.Key);

        var listed = await FindAsync(old.Key);
        listed.ReplacedBy.Should().Be(successor.Key);
        listed.State.Should().Be(KeyState.Live);
        listed.ExpiresAt.Should().BeInRange(before + s_overlap - Duration.FromMinutes(1), SystemClock.Instance.GetCurrentInstant() + s_overlap + Duration.FromMinutes(1));
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ScalarAsync<bool>(
            $"select r.rolvaliduntil = k.expires_at from pg_roles r join pp_auth.api_keys k on k.login_role = r.rolname where k.kid = '{old.Key}'"))
            .Should().BeTrue();
    }

    [Test]
    public async Task An_overlap_never_lengthens_a_life()
    {
        var old = await IssueAsync(Duration.FromHours(8));
        var end = (await FindAsync(old.Key)).ExpiresAt;

        await RotateAsync(old.Key);

        (await FindAsync(old.Key)).ExpiresAt.Should().Be(end);
    }

    [Test]
    public async Task A_snapshot_from_before_the_rotation_is_cut()
    {
        var old = await IssueAsync(s_life);
        await using var psql = await _tenants.Database.LogInAsync(old);
        await psql.RunAsync("begin isolation level repeatable read");
        (await psql.ScalarAsync<long>("select count(*) from pp.brands")).Should().Be(2);

        await RotateAsync(old.Key);

        (await psql.IsCutAsync()).Should().BeTrue("it would go by the old expiry for as long as it likes");
    }

    [Test]
    public async Task Issuing_and_rotating_are_audited()
    {
        var old = await IssueAsync(s_life);

        var successor = await RotateAsync(old.Key);

        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        (await superuser.ColumnAsync($"select action from pp.audit_log where object in ('{old.Key}', '{successor.Key}') order by at"))
            .Should().Equal("key.issue", "key.issue", "key.rotate");
    }

    [Test]
    public async Task A_key_has_one_successor()
    {
        var old = await IssueAsync(s_life);
        await RotateAsync(old.Key);

        (await RefusalAsync(() => RotateAsync(old.Key))).Message.Should().Contain("cannot be replaced");
    }

    [Test]
    public async Task A_revoked_key_gets_no_successor()
    {
        var old = await IssueAsync(s_life);
        await _tenants.Database.Get<IKeyRegistry>().RevokeAsync(old.Key, CancellationToken.None);
        var before = await CountAsync();

        (await RefusalAsync(() => RotateAsync(old.Key))).Message.Should().Contain("cannot be replaced");

        (await CountAsync()).Should().Be(before);
    }

    [Test]
    public async Task A_key_of_another_tenant_is_one_that_nobody_has()
    {
        var old = await IssueAsync(s_life);

        var foreign = await RefusalAsync(() => RotateAsync(old.Key, ThreeTenants.Borealis));
        var unknown = await RefusalAsync(() => RotateAsync(new KeyId(Guid.NewGuid()), ThreeTenants.Borealis));
        var nobodys = await RefusalAsync(() => RotateAsync(new KeyId(Guid.NewGuid())));

        new[] { foreign, unknown, nobodys }.Select(r => (r.Code, r.Message, r.NextStep)).Distinct().Should().ContainSingle();
        (await FindAsync(old.Key)).ReplacedBy.Should().BeNull();
    }

    [Test]
    public async Task A_note_that_is_too_long_is_refused_by_the_database()
    {
        var issue = () => IssueAsync(s_life, note: new string('n', 201));

        (await issue.Should().ThrowAsync<Npgsql.PostgresException>()).Which.SqlState.Should().Be(Npgsql.PostgresErrorCodes.CheckViolation);
    }

    private IKeyCheck Check => _tenants.Database.Get<IKeyCheck>();

    private async Task<ListedKey> FindAsync(KeyId key) =>
        (await _tenants.Database.Get<IKeyRegistry>().ListAsync(ThreeTenants.Aurora, CancellationToken.None)).Single(k => k.Key == key);

    private async Task<int> CountAsync() =>
        (await _tenants.Database.Get<IKeyRegistry>().ListAsync(ThreeTenants.Aurora, CancellationToken.None)).Count;

    private async Task<TenantContext> IssueAsync(
        Duration life, Permissions permissions = Permissions.AnalyticsRead, BrandScope? brands = null, string? note = null)
    {
        var tenant = await _tenants.Database.Get<ITenantRegistry>().DescribeAsync(ThreeTenants.Aurora, CancellationToken.None);
        var issuance = new KeyIssuance(_issuer.Keys, _tenants.Database.Get<IKeyRegistry>(), TimeProvider.System);
        var (_, key) = await issuance.IssueAsync(tenant, tenant.Users[0], permissions, brands ?? BrandScope.All, life, note, CancellationToken.None);
        return Verify(key);
    }

    private async Task<TenantContext> RotateAsync(KeyId key, TenantId? tenant = null)
    {
        var rotation = new KeyRotation(
            _issuer.Keys, _tenants.Database.Get<IKeyRegistry>(), _tenants.Database.Get<ITenantRegistry>(), TimeProvider.System);
        var (_, successor) = await rotation.RotateAsync(tenant, key, s_life, s_overlap, CancellationToken.None);
        return Verify(successor);
    }

    private TenantContext Verify(Secret key) => new ApiKeyVerifier(new IssuerKeys(_issuer.Options), TimeProvider.System).Verify(key);

    // What a day of waiting does, without the day.
    private async Task LetOverlapEndAsync(TenantContext key)
    {
        await using var superuser = await _tenants.Database.LogInAsSuperuserAsync();
        await superuser.RunAsync($"update pp_auth.api_keys set expires_at = expires_at - interval '24 hours' where kid = '{key.Key}'");
        await superuser.RunAsync($"alter role {key.Login.Role} valid until '2026-01-01'");
    }

    private static async Task<RefusalException> RefusalAsync(Func<Task> act) => (await act.Should().ThrowAsync<RefusalException>()).Which;
}
