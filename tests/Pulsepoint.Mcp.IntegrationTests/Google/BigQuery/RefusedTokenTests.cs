using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.IntegrationTests.Tokens;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>A token that was kept, and that Google does not accept any more.</summary>
internal sealed class RefusedTokenTests
{
    private TokenTenants _tenants = null!;
    private TenantContext _key = null!;
    private BigQueryScene _scene = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _tenants = await TokenTenants.CreateAsync();
        _key = await _tenants.KeyAsync();
        _scene = await BigQueryScene.StartAsync(tokens: new MailboxTokenAccess(_tenants.Process(), TimeProvider.System));
        await _tenants.ServedAsync(AskAsync());
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await _scene.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [Test]
    public async Task Another_is_asked_for_once_and_the_question_is_answered()
    {
        _scene.Server.Faults.Token = Token(2);

        (await _tenants.ServedAsync(AskAsync())).Should().HaveCount(2);

        _tenants.Google.Asked.Should().HaveCount(2);
    }

    [Test]
    public async Task Many_questions_at_once_share_the_other()
    {
        _scene.Server.Faults.Token = Token(2);

        var answers = await _tenants.ServedAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync())));

        answers.Should().AllSatisfy(a => a.Should().HaveCount(2));
        _tenants.Google.Asked.Should().HaveCount(2);
    }

    [Test]
    public async Task One_that_is_refused_as_well_is_said_and_the_six_of_an_hour_are_not_used_up()
    {
        _scene.Server.Faults.Token = "none";
        var before = _scene.Server.Requests.Count;

        var first = await RefusalAsync();
        var asked = _scene.Server.Requests.Count - before;
        var later = await RefusalAsync();

        first.Message.Should().Be("Google does not accept the organisation's credentials for BigQuery (HTTP 401 authError).");
        later.Message.Should().Be(first.Message);
        asked.Should().Be(2, "with the one that was kept, and with the other");
        _tenants.Google.Asked.Should().HaveCount(2);
    }

    private string Token(int number) => $"ya29.{TokenTenants.IdentityOf(_key.Tenant)}.{number}";

    private Task<IReadOnlyList<FactRow>> AskAsync() =>
        Task.Run(() => _scene.Warehouse.RunAsync(_key, Contexts.Answer(), BigQueryScene.Orders, CancellationToken.None));

    private async Task<RefusalException> RefusalAsync() =>
        (await FluentActions.Awaiting(() => _tenants.ServedAsync(AskAsync())).Should().ThrowAsync<RefusalException>()).Which;
}
