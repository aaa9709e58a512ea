using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tokens;

/// <summary>From the question of a key to the token in its hands, over a real database.</summary>
internal sealed class TokenMailboxTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private TokenTenants _tenants = null!; // made in SetUp

    [SetUp]
    public async Task SetUpAsync() => _tenants = await TokenTenants.CreateAsync();

    [TearDown]
    public ValueTask TearDownAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_key_gets_a_token_of_its_tenants_identity()
    {
        var key = await _tenants.KeyAsync();

        var token = await _tenants.ServedAsync(AskAsync(key));

        token.Value.Reveal().Should().Be($"ya29.{TokenTenants.IdentityOf(key.Tenant)}.1");
        (token.GoodUntil - SystemClock.Instance.GetCurrentInstant()).TotalMinutes.Should().BeInRange(58, 60.1);
        _tenants.Google.Asked.Should().Equal((TokenTenants.IdentityOf(key.Tenant), TokenUse.FactsAndEvents));
    }

    [Test]
    public async Task Nothing_in_the_database_is_the_token()
    {
        var key = await _tenants.KeyAsync();
        var token = await _tenants.ServedAsync(AskAsync(key));

        var rows = await _tenants.Superuser.ColumnAsync("select r::text from pp.token_requests r union all select l::text from pp.audit_log l");

        var readable = rows.Concat(await _tenants.Superuser.ColumnAsync("select encode(sealed, 'escape') || encode(keepsake, 'escape') from pp.token_requests"));
        readable.Should().NotContain(row => row.Contains("ya29") || row.Contains(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(token.Value.Reveal()))));
    }

    [Test]
    public async Task A_key_that_may_not_read_facts_gets_a_token_that_cannot()
    {
        var key = await _tenants.KeyAsync(permissions: Permissions.AuditRead);

        await _tenants.ServedAsync(AskAsync(key));

        _tenants.Google.Asked.Should().Equal((TokenTenants.IdentityOf(key.Tenant), TokenUse.Events));
    }

    [Test]
    public async Task Two_processes_of_a_key_that_ask_twelve_times_at_once_share_one_token()
    {
        var key = await _tenants.KeyAsync();
        var processes = new[] { _tenants.Process(), _tenants.Process() };
        var asking = Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => processes[i % 2].AskAsync(key, s_patience, CancellationToken.None))));

        var tokens = await _tenants.ServedAsync(asking);

        tokens.Select(t => t.Value.Reveal()).Distinct().Should().ContainSingle();
        _tenants.Google.Asked.Should().ContainSingle();
        (await _tenants.Superuser.ScalarAsync<long>("select count(*) from pp.token_requests")).Should().Be(1);
    }

    [Test]
    public async Task A_later_process_finds_the_token_without_a_worker()
    {
        var key = await _tenants.KeyAsync();
        var first = await _tenants.ServedAsync(AskAsync(key));

        var later = await AskAsync(key);

        later.Value.Reveal().Should().Be(first.Value.Reveal());
    }

    [Test]
    public async Task A_token_near_its_end_is_not_handed_out_again()
    {
        var key = await _tenants.KeyAsync();
        await _tenants.ServedAsync(AskAsync(key));
        await _tenants.Superuser.RunAsync("update pp.token_requests set token_until = clock_timestamp() + interval '4 minutes 50 seconds'");

        var second = await _tenants.ServedAsync(AskAsync(key));

        second.Value.Reveal().Should().EndWith(".2");
    }

    [Test]
    public async Task Another_key_of_the_same_person_asks_for_itself()
    {
        var tenant = await _tenants.AddAsync();
        await _tenants.ServedAsync(AskAsync(await _tenants.KeyAsync(tenant)));

        var other = await _tenants.ServedAsync(AskAsync(await _tenants.KeyAsync(tenant)));

        other.Value.Reveal().Should().EndWith(".2");
    }

    [Test]
    public async Task Without_a_worker_it_is_said_in_time_what_to_run()
    {
        var key = await _tenants.KeyAsync();
        var began = TimeProvider.System.GetTimestamp();

        var refusal = await RefusalOfAsync(() => _tenants.Process().AskAsync(key, TimeSpan.FromSeconds(1), CancellationToken.None));

        refusal.Code.Should().Be(RefusalCode.SourceUnavailable);
        refusal.NextStep.Should().Contain("pulsepoint-mcp worker --tokens");
        TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task Who_asks_in_vain_again_and_again_waits_with_one_request()
    {
        var key = await _tenants.KeyAsync();
        var process = _tenants.Process();
        for (var i = 0; i < 8; i++)
            await RefusalOfAsync(() => process.AskAsync(key, TimeSpan.FromMilliseconds(300), CancellationToken.None));

        (await _tenants.Superuser.ScalarAsync<long>("select count(*) from pp.token_requests")).Should().Be(1);
        (await _tenants.ServedAsync(AskAsync(key))).Value.Reveal().Should().EndWith(".1");
    }

    [Test]
    public async Task Without_an_identity_it_is_said_at_once_what_to_set()
    {
        var key = await _tenants.KeyAsync(await _tenants.AddAsync(withIdentity: false));

        (await RefusalOfAsync(() => AskAsync(key))).NextStep.Should().Contain("tenant google SLUG --identity EMAIL");
    }

    [Test]
    public async Task Where_Google_does_not_let_the_platform_speak_for_it_it_is_said_what_to_grant()
    {
        var key = await _tenants.KeyAsync();
        _tenants.Google.Denied.Add(TokenTenants.IdentityOf(key.Tenant).Email);

        (await RefusalOfAsync(() => _tenants.ServedAsync(AskAsync(key)))).NextStep.Should().Contain("Service Account Token Creator");
        (await AuditAsync(key)).Should().Equal("token.ask", "token.refuse");
    }

    [Test]
    public async Task While_Google_is_away_requests_wait_and_others_are_served()
    {
        var key = await _tenants.KeyAsync();
        _tenants.Google.IsAway = true;
        var asking = AskAsync(key);
        await UntilItWaitsAsync();

        (await _tenants.ServeAsync()).Problems.Should().ContainSingle();
        _tenants.Google.IsAway = false;
        (await _tenants.ServeAsync()).Taken.Should().Be(0, "for half a minute it is the worker's own");
        await LapseAsync();

        (await _tenants.ServedAsync(asking)).Value.Reveal().Should().EndWith(".1");
    }

    [Test]
    public async Task A_worker_that_dies_leaves_its_requests_to_another_and_is_too_late_itself()
    {
        var key = await _tenants.KeyAsync();
        var asking = AskAsync(key);
        await UntilItWaitsAsync();
        var dead = (await _tenants.Requests.TakeAsync(10, CancellationToken.None)).Should().ContainSingle().Subject;
        await LapseAsync();

        var token = await _tenants.ServedAsync(asking);
        var late = await AnswerAsync(dead);

        token.Value.Reveal().Should().EndWith(".1");
        late.Should().BeFalse();
        (await AskAsync(key)).Value.Reveal().Should().Be(token.Value.Reveal());
    }

    [Test]
    public async Task Of_two_workers_at_once_each_request_is_taken_by_one()
    {
        for (var i = 0; i < 10; i++)
            await PutAsync(await _tenants.KeyAsync());

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _tenants.Requests.TakeAsync(10, CancellationToken.None))));

        taken.SelectMany(t => t).Select(t => t.Id).Should().HaveCount(10).And.OnlyHaveUniqueItems();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public async Task A_key_that_ended_after_it_asked_gets_no_answer_at_any_step(int step)
    {
        var ending = KeyEndAttackTests.Endings[step];

        // Before the request is taken.
        var early = await _tenants.KeyAsync();
        await PutAsync(early);
        await EndAsync(early, ending);
        (await _tenants.ServeAsync()).Taken.Should().Be(0);

        // Between taking and answering.
        var between = await _tenants.KeyAsync();
        await PutAsync(between);
        var taken = (await _tenants.Requests.TakeAsync(10, CancellationToken.None)).Should().ContainSingle().Subject;
        await EndAsync(between, ending);
        (await AnswerAsync(taken)).Should().BeFalse();

        // After the answer.
        var after = await _tenants.KeyAsync();
        var id = await PutAsync(after);
        await _tenants.ServeAsync();
        await EndAsync(after, ending);
        var look = () => _tenants.Mailbox.LookAsync(after, id, CancellationToken.None);
        (await look.Should().ThrowAsync<RefusalException>()).Which.Code.Should().BeOneOf(RefusalCode.KeyRevoked, RefusalCode.KeyExpired, RefusalCode.TenantSuspended);
        (await RefusalOfAsync(() => AskAsync(after))).Code.IsAboutTheKey().Should().BeTrue();
    }

    [Test]
    public async Task A_key_that_was_revoked_by_its_administrator_gets_nothing_more()
    {
        var key = await _tenants.KeyAsync();
        await _tenants.ServedAsync(AskAsync(key));

        await _tenants.Database.Get<IKeyRegistry>().RevokeAsync(key.Key, CancellationToken.None);

        (await RefusalOfAsync(() => AskAsync(key))).Code.Should().Be(RefusalCode.KeyRevoked);
    }

    [Test]
    public async Task A_request_that_waited_too_long_is_neither_taken_nor_answered()
    {
        var key = await _tenants.KeyAsync();
        await PutAsync(key);
        var taken = (await _tenants.Requests.TakeAsync(10, CancellationToken.None)).Should().ContainSingle().Subject;
        await _tenants.Superuser.RunAsync("update pp.token_requests set asked_until = clock_timestamp()");
        await LapseAsync();

        (await AnswerAsync(taken)).Should().BeFalse();
        (await _tenants.Requests.TakeAsync(10, CancellationToken.None)).Should().BeEmpty();
        (await _tenants.Superuser.ScalarAsync<long>("select count(*) from pp_steward.token_queue")).Should().Be(0);
        (await _tenants.ServedAsync(AskAsync(key))).Value.Reveal().Should().EndWith(".1");
    }

    [Test]
    public async Task A_seventh_request_within_an_hour_is_refused_with_the_seconds_to_wait()
    {
        var key = await _tenants.KeyAsync();
        for (var i = 0; i < 6; i++)
            await UselessAsync(key);

        var refusal = await RefusalOfAsync(() => AskAsync(key));
        await _tenants.Superuser.RunAsync("update pp.token_askings set asked_at = array(select a - interval '59 minutes 30 seconds' from unnest(asked_at) a)");
        var nearly = await RefusalOfAsync(() => AskAsync(key));
        await _tenants.Superuser.RunAsync("update pp.token_askings set asked_at = array(select a - interval '31 seconds' from unnest(asked_at) a)");

        refusal.Code.Should().Be(RefusalCode.RateLimited);
        refusal.RetryAfterSeconds.Should().BeInRange(3500, 3600);
        nearly.RetryAfterSeconds.Should().BeInRange(1, 30);
        (await _tenants.ServedAsync(AskAsync(key))).Should().NotBeNull();
    }

    [Test]
    public async Task Refused_requests_are_forgotten_after_ten_minutes_so_that_what_was_mended_is_soon_of_use()
    {
        var key = await _tenants.KeyAsync();
        _tenants.Google.Denied.Add(TokenTenants.IdentityOf(key.Tenant).Email);
        var process = _tenants.Process();
        for (var i = 0; i < 6; i++)
            await RefusalOfAsync(() => _tenants.ServedAsync(process.AskAsync(key, s_patience, CancellationToken.None)));
        _tenants.Google.Denied.Clear();

        var now = await RefusalOfAsync(() => process.AskAsync(key, s_patience, CancellationToken.None));
        await LaterAsync("9 minutes 30 seconds");
        var nearly = await RefusalOfAsync(() => process.AskAsync(key, s_patience, CancellationToken.None));
        await LaterAsync("31 seconds");

        now.Code.Should().Be(RefusalCode.RateLimited);
        now.RetryAfterSeconds.Should().BeInRange(500, 600);
        nearly.RetryAfterSeconds.Should().BeInRange(1, 30);
        (await _tenants.ServedAsync(process.AskAsync(key, s_patience, CancellationToken.None))).Should().NotBeNull();
    }

    [Test]
    public async Task Instead_of_a_token_that_Google_no_longer_takes_an_earlier_one_does_not_do()
    {
        var key = await _tenants.KeyAsync();
        var process = _tenants.Process();
        var first = await _tenants.ServedAsync(AskAsync(key));

        var second = await _tenants.ServedAsync(process.AskAsync(key, s_patience, first.Request, CancellationToken.None));
        var third = await _tenants.ServedAsync(process.AskAsync(key, s_patience, second.Request, CancellationToken.None));
        var others = await _tenants.Process().AskAsync(key, s_patience, first.Request, CancellationToken.None);

        new[] { first, second, third }.Select(t => t.Value.Reveal()).Should().OnlyHaveUniqueItems();
        others.Value.Reveal().Should().Be(third.Value.Reveal(), "who still has the first shares what was made since");
    }

    [Test]
    public async Task An_identity_that_changed_gives_no_token_of_the_one_before()
    {
        var key = await _tenants.KeyAsync();
        var old = await _tenants.ServedAsync(AskAsync(key));
        await PutAsync(await _tenants.KeyAsync(key.Tenant));
        var taken = (await _tenants.Requests.TakeAsync(10, CancellationToken.None)).Should().ContainSingle().Subject;
        var fresh = ServiceIdentity.Parse("pulsepoint-fresh@acme.iam.gserviceaccount.com");

        await _tenants.Identities.SetAsync(key.Tenant, fresh, CancellationToken.None);

        (await AnswerAsync(taken)).Should().BeFalse("it is a token of the old one");
        var now = await _tenants.ServedAsync(AskAsync(key));
        now.Value.Reveal().Should().NotBe(old.Value.Reveal()).And.Contain(fresh.Email);
        await _tenants.Identities.SetAsync(key.Tenant, null, CancellationToken.None);
        (await RefusalOfAsync(() => AskAsync(key))).Message.Should().Contain("no service identity");
    }

    [Test]
    public async Task Two_tenants_never_have_the_same_identity()
    {
        var (one, other) = (await _tenants.AddAsync(), await _tenants.AddAsync());

        var take = () => _tenants.Identities.SetAsync(other, TokenTenants.IdentityOf(one), CancellationToken.None);

        (await take.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("Another organisation");
        (await _tenants.Identities.FindAsync(other, CancellationToken.None)).Should().Be(TokenTenants.IdentityOf(other));
    }

    [Test]
    public async Task Who_asked_what_was_made_and_who_set_the_identity_are_on_record()
    {
        var key = await _tenants.KeyAsync();
        await _tenants.ServedAsync(AskAsync(key));

        (await AuditAsync(key)).Should().Equal("token.ask", "token.mint");
        (await _tenants.Superuser.ColumnAsync(
            $"select concat_ws(' ', actor_login, action, detail ->> 'key', detail ->> 'identity') from pp.audit_log where action ~ '^(token[.]|tenant[.]google)' order by id"))
            .Should().Equal(
                $"pp_platform tenant.google {TokenTenants.IdentityOf(key.Tenant)}",
                $"{key.Login.Role} token.ask {key.Key}",
                $"pp_platform token.mint {key.Key} {TokenTenants.IdentityOf(key.Tenant)}");
    }

    private async Task<AccessToken> AskAsync(TenantContext key) => await _tenants.Process().AskAsync(key, s_patience, CancellationToken.None);

    /// <summary>Puts a request in and does not wait for the answer.</summary>
    private async Task<TokenRequestId> PutAsync(TenantContext key)
    {
        using var receiver = TokenReceiver.Create();
        var id = TokenRequestId.New(TimeProvider.System);
        var post = await _tenants.Mailbox.AskAsync(key, new TokenQuestion(id, receiver.PublicKey(), receiver.Keepsake(key, id), Instead: null), CancellationToken.None);
        return post.Id;
    }

    /// <summary>A request that gets no token, so that the next one is a new one.</summary>
    private async Task UselessAsync(TenantContext key)
    {
        await PutAsync(key);
        await _tenants.Superuser.RunAsync("update pp.token_requests set asked_until = clock_timestamp()");
    }

    private Task<bool> AnswerAsync(WaitingToken request)
    {
        var until = SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(59);
        var envelope = TokenEnvelope.Seal(new TokenBinding(request.Tenant, request.Key, request.Id, until), request.PublicKey, new Secret("late"));
        return _tenants.Requests.AnswerAsync(request, envelope, until, CancellationToken.None);
    }

    private Task UntilItWaitsAsync() => _tenants.Superuser.UntilAsync("select exists (select from pp_steward.token_queue)");

    private Task LapseAsync() => _tenants.Superuser.RunAsync("update pp_steward.token_queue set taken_until = clock_timestamp() - interval '1 ms'");

    private Task EndAsync(TenantContext key, string ending) => _tenants.Superuser.RunAsync(ending.Replace("{kid}", key.Key.ToString(), StringComparison.Ordinal));

    private Task<IReadOnlyList<string>> AuditAsync(TenantContext key) => _tenants.Superuser.ColumnAsync(
        $"select action from pp.audit_log l join pp.tenants t using (tenant_id) where t.slug = '{key.Tenant}' and action like 'token.%' order by id");

    private async Task LaterAsync(string interval)
    {
        await _tenants.Superuser.RunAsync($"update pp.token_askings set asked_at = array(select a - interval '{interval}' from unnest(asked_at) a)");
        await _tenants.Superuser.RunAsync($"update pp.token_requests set asked_at = asked_at - interval '{interval}', asked_until = asked_until - interval '{interval}'");
    }

    private static async Task<RefusalException> RefusalOfAsync(Func<Task> work) => (await work.Should().ThrowAsync<RefusalException>()).Which;
}
