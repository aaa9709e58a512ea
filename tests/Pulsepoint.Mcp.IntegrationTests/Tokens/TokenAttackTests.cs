using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tokens;

/// <summary>Somebody takes a key's login to psql and tries to come by the token of another key, of another tenant, or by more than is due.</summary>
[Attack]
internal sealed class TokenAttackTests
{
    private const string PublicKey = "decode('3059301306072a8648ce3d020106082a8648ce3d03010703420004' || repeat('ab', 64), 'hex')";
    private const string Keepsake = "decode(repeat('00', 200), 'hex')";

    private TokenTenants _tenants = null!;
    private TenantContext _victim = null!;
    private TokenRequestId _answered;

    [OneTimeSetUp]
    public async Task SetUpAsync()
    {
        _tenants = await TokenTenants.CreateAsync();
        _victim = await _tenants.KeyAsync();
        await _tenants.ServedAsync(_tenants.Process().AskAsync(_victim, TimeSpan.FromSeconds(60), CancellationToken.None));
        _answered = new TokenRequestId(await _tenants.Superuser.ScalarAsync<Guid>("select id from pp.token_requests"));
    }

    [OneTimeTearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Neither_another_tenant_nor_a_colleague_sees_the_answer()
    {
        foreach (var other in new[] { await _tenants.KeyAsync(permissions: Permissions.All), await _tenants.KeyAsync(_victim.Tenant, Permissions.All) })
        {
            await using var psql = await _tenants.Database.LogInAsync(other);

            (await psql.RefusalOfAsync($"select * from pp.token_answer('{_answered}')")).Should().Be("P0002 pulsepoint:token_request_unknown");
            (await psql.RefusalOfAsync($"set pp_steward.tenant = '1'; select * from pp.token_answer('{_answered}')")).Should().Be("P0002 pulsepoint:token_request_unknown");
            (await psql.RefusalOfAsync("select sealed from pp.token_requests")).Should().StartWith("42501");
        }
    }

    [Test]
    public async Task A_foreign_request_cannot_be_taken_over_under_its_own_id()
    {
        var colleague = await _tenants.KeyAsync(_victim.Tenant);
        var stranger = await _tenants.KeyAsync();
        await using var inside = await _tenants.Database.LogInAsync(colleague);
        await using var outside = await _tenants.Database.LogInAsync(stranger);

        (await inside.RefusalOfAsync($"select pp.ask_token('{_answered}', {PublicKey}, {Keepsake}, null)")).Should().Be("22023 pulsepoint:token_request_malformed");
        // In another tenant it is another request, which tells nothing of this one.
        (await outside.ScalarAsync<Guid>($"select id from pp.ask_token('{_answered}', {PublicKey}, {Keepsake}, null)")).Should().Be(_answered.Value);
        (await _tenants.Superuser.ScalarAsync<long>($"select count(*) from pp.token_requests where id = '{_answered}' and sealed is not null")).Should().Be(1);
    }

    [Test]
    public async Task An_answer_that_is_replayed_to_another_request_does_not_open()
    {
        var key = await _tenants.KeyAsync();
        await _tenants.ServedAsync(_tenants.Process().AskAsync(key, TimeSpan.FromSeconds(60), CancellationToken.None));
        using var receiver = TokenReceiver.Create();
        var id = TokenRequestId.New(TimeProvider.System);
        var number = $"(select tenant_id from pp.tenants where slug = '{key.Tenant}')";
        // As if whoever has the database copied the sealed token into a request whose pair he knows, and one into another of the same pair.
        await _tenants.Superuser.RunAsync($"""
            insert into pp.token_requests (tenant_id, id, kid, public_key, keepsake, asked_until, identity, sealed, token_until)
            select tenant_id, '{id}', kid, decode('{Convert.ToHexString(receiver.PublicKey())}', 'hex'),
                   decode('{Convert.ToHexString(receiver.Keepsake(key, id))}', 'hex'), clock_timestamp(), identity, sealed, token_until + interval '1 minute'
              from pp.token_requests where tenant_id = {number}
            """);

        var post = await _tenants.Mailbox.LookAsync(key, id, CancellationToken.None);

        receiver.TryOpen(new TokenBinding(key.Tenant, key.Key, id, post.Answer!.Until), post.Answer.Envelope).Should().BeNull();
        // The process asks for a new one instead of failing for good.
        var token = await _tenants.ServedAsync(_tenants.Process().AskAsync(key, TimeSpan.FromSeconds(60), CancellationToken.None));
        token.Value.Reveal().Should().Contain(TokenTenants.IdentityOf(key.Tenant).Email);
    }

    [TestCase("null", PublicKey, Keepsake)]
    [TestCase("pp_auth.user_id()", "null", Keepsake)]
    [TestCase("pp_auth.user_id()", "'\\x00'", Keepsake)]
    [TestCase("pp_auth.user_id()", "decode(repeat('00', 91), 'hex')", Keepsake)]
    [TestCase("pp_auth.user_id()", "decode('3059301306072a8648ce3d020106082a8648ce3d03010703420003' || repeat('ab', 64), 'hex')", Keepsake)]
    [TestCase("pp_auth.user_id()", PublicKey + " || '\\x00'", Keepsake)]
    [TestCase("pp_auth.user_id()", PublicKey, "null")]
    [TestCase("pp_auth.user_id()", PublicKey, "'\\x00'")]
    [TestCase("pp_auth.user_id()", PublicKey, "decode(repeat('00', 1025), 'hex')")]
    public async Task Nonsense_is_refused_and_leaves_nothing_behind(string id, string publicKey, string keepsake)
    {
        var key = await _tenants.KeyAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);

        (await psql.RefusalOfAsync($"select pp.ask_token({id}, {publicKey}, {keepsake}, null)")).Should().Be("22023 pulsepoint:token_request_malformed");

        foreach (var table in new[] { "token_requests", "token_askings" })
            (await CountAsync(table, key)).Should().Be(0);
    }

    [Test]
    public async Task What_is_no_point_of_the_curve_gets_a_denial_and_nothing_is_minted_for_it()
    {
        var key = await _tenants.KeyAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync($"select pp.ask_token('{key.Key}', {PublicKey}, {Keepsake}, null)");
        var before = _tenants.Google.Asked.Count;

        await _tenants.ServeAsync();

        (await psql.ScalarAsync<string>($"select refusal from pp.token_answer('{key.Key}')")).Should().Be("request_malformed");
        _tenants.Google.Asked.Should().HaveCount(before);
    }

    [Test]
    public async Task Twenty_sessions_at_once_ask_for_six_and_no_more()
    {
        var key = await _tenants.KeyAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var psql = await _tenants.Database.LogInAsync(key);
            for (var i = 0; i < 5; i++)
            {
                // Every one names the last one as useless, so that each is a new request.
                await psql.RefusalOfAsync($"""
                    with last as (select id from pp.ask_token(gen_random_uuid(), {PublicKey}, {Keepsake}, null))
                    select pp.ask_token(gen_random_uuid(), {PublicKey}, {Keepsake}, last.id) from last
                    """);
            }
        })));

        (await CountAsync("token_requests", key)).Should().BeInRange(2, 6);
        (await _tenants.Superuser.ScalarAsync<int>($"select cardinality(asked_at) from pp.token_askings where kid = '{key.Key}'")).Should().BeLessThanOrEqualTo(6);
    }

    [Test]
    public async Task What_is_asked_for_and_rolled_back_is_never_served()
    {
        var key = await _tenants.KeyAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);

        await psql.RunAsync($"begin; select pp.ask_token('{key.Key}', {PublicKey}, {Keepsake}, null); rollback");

        (await CountAsync("token_requests", key)).Should().Be(0);
        (await _tenants.Superuser.ScalarAsync<long>($"select count(*) from pp_steward.token_queue where id = '{key.Key}'")).Should().Be(0);
    }

    [Test]
    public async Task A_request_leaves_the_wall_of_operators_shut()
    {
        var key = await _tenants.KeyAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);

        await psql.RunAsync($"begin; select pp.ask_token('{key.Key}', {PublicKey}, {Keepsake}, null); select pp.token_answer('{key.Key}')");

        (await psql.ScalarAsync<string>("select current_setting('pp_steward.tenant', true)")).Should().BeEmpty();
    }

    [Test]
    public async Task A_session_that_keeps_its_request_open_holds_up_nobody_else()
    {
        var key = await _tenants.KeyAsync();
        await using var psql = await _tenants.Database.LogInAsync(key);
        await psql.RunAsync($"begin; select pp.ask_token(gen_random_uuid(), {PublicKey}, {Keepsake}, null)");

        var colleague = await _tenants.ServedAsync(_tenants.Process().AskAsync(await _tenants.KeyAsync(key.Tenant), TimeSpan.FromSeconds(60), CancellationToken.None));

        colleague.Should().NotBeNull();
    }

    [TestCase("decode(repeat('00', 119), 'hex')", "now() + interval '30 minutes'")]
    [TestCase("null", "now() + interval '30 minutes'")]
    [TestCase("decode(repeat('00', 16385), 'hex')", "now() + interval '30 minutes'")]
    [TestCase("decode(repeat('00', 200), 'hex')", "now() - interval '1 second'")]
    [TestCase("decode(repeat('00', 200), 'hex')", "now() + interval '2 hours'")]
    [TestCase("decode(repeat('00', 200), 'hex')", "'infinity'")]
    [TestCase("decode(repeat('00', 200), 'hex')", "null")]
    public async Task Even_the_platform_puts_in_no_answer_that_is_none_or_lasts_too_long(string envelope, string until)
    {
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();

        (await platform.RefusalOfAsync($"select pp_steward.answer_token_request('{_victim.Tenant}', '{_answered}', 'x', {envelope}, {until})"))
            .Should().Be("22023 pulsepoint:token_answer_malformed");
    }

    [Test]
    public async Task An_answer_is_put_in_once_and_only_under_its_own_tenant()
    {
        var (key, other) = (await _tenants.KeyAsync(), await _tenants.KeyAsync());
        await using var psql = await _tenants.Database.LogInAsync(key);
        await using var platform = await _tenants.Database.LogInAsPlatformAsync();
        await psql.RunAsync($"select pp.ask_token('{key.Key}', {PublicKey}, {Keepsake}, null)");
        var answer = $"'{key.Key}', '{TokenTenants.IdentityOf(key.Tenant)}', decode(repeat('00', 200), 'hex'), now() + interval '30 minutes')";

        (await platform.ScalarAsync<bool>($"select pp_steward.answer_token_request('{other.Tenant}', {answer}")).Should().BeFalse();
        (await platform.ScalarAsync<bool>($"select pp_steward.answer_token_request('{key.Tenant}', {answer}")).Should().BeTrue();
        (await platform.ScalarAsync<bool>($"select pp_steward.answer_token_request('{key.Tenant}', {answer}")).Should().BeFalse();
        (await platform.ScalarAsync<bool>($"select pp_steward.refuse_token_request('{key.Tenant}', '{key.Key}', 'identity_refused')")).Should().BeFalse();
    }

    [Test]
    public async Task An_export_of_an_administrator_holds_no_sealed_token()
    {
        var admin = await _tenants.KeyAsync(_victim.Tenant, Permissions.All);
        await using var psql = await _tenants.Database.LogInAsync(admin);

        var lines = await psql.ColumnAsync("select line from pp_auth.export_own_tenant() where name = 'token_requests' and line is not null");

        lines.Should().Contain(line => line.Contains(_answered.ToString())).And.NotContain(line => line.Contains("sealed") || line.Contains("keepsake"));
    }

    private Task<long> CountAsync(string table, TenantContext key) => _tenants.Superuser.ScalarAsync<long>($"select count(*) from pp.{table} where kid = '{key.Key}'");
}
