using System.Net;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.Tokens;

namespace Pulsepoint.Mcp.Tests.Google.Access;

internal sealed class IamTokenMinterTests
{
    private static readonly ServiceIdentity s_aurora = ServiceIdentity.Parse("pulsepoint-aurora@acme.iam.gserviceaccount.com");

    private LoopbackTokens _google = null!; // made in SetUp

    [SetUp]
    public async Task SetUpAsync()
    {
        _google = await LoopbackTokens.StartAsync();
        _google.Grant(s_aurora.Email);
    }

    [TearDown]
    public ValueTask TearDownAsync() => _google.DisposeAsync();

    [Test]
    public async Task A_token_of_an_hour_is_made_with_the_scopes_of_its_use()
    {
        using var minter = Minter(_google.Admit());

        var minted = await minter.MintAsync(s_aurora, TokenUse.FactsAndEvents, CancellationToken.None);
        await minter.MintAsync(s_aurora, TokenUse.Events, CancellationToken.None);

        _google.WhoseIs(minted!.Value.Reveal()).Should().Be(s_aurora.Email);
        (minted.Until - SystemClock.Instance.GetCurrentInstant()).TotalMinutes.Should().BeInRange(58, 60.1);
        _google.Mints.Should().BeEquivalentTo([
            new SeenMint(s_aurora.Email, ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/pubsub"], "3600s"),
            new SeenMint(s_aurora.Email, ["https://www.googleapis.com/auth/pubsub"], "3600s"),
        ], options => options.WithStrictOrdering());
    }

    [Test]
    public async Task For_an_identity_that_the_platform_may_not_speak_for_there_is_none()
    {
        using var minter = Minter(_google.Admit());

        (await minter.MintAsync(ServiceIdentity.Parse("pulsepoint-borealis@acme.iam.gserviceaccount.com"), TokenUse.Events, CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task Without_a_credential_Google_is_not_asked()
    {
        (await RefusalOfAsync(Minter(null))).NextStep.Should().Contain("PULSEPOINT_GOOGLE_CREDENTIALS");
        _google.Mints.Should().BeEmpty();
    }

    [Test]
    public async Task A_credential_that_ended_is_not_taken_for_a_denial() =>
        (await RefusalOfAsync(Minter("ended"))).Message.Should().Contain("does not accept the platform's credential");

    [TestCase(HttpStatusCode.ServiceUnavailable, "", "503")]
    [TestCase(HttpStatusCode.TooManyRequests, "", "429")]
    [TestCase(HttpStatusCode.Found, "", "302")]
    [TestCase(HttpStatusCode.OK, "", "an answer that is none")]
    [TestCase(HttpStatusCode.OK, "[]", "an answer that is none")]
    [TestCase(HttpStatusCode.OK, """{"accessToken":"x"}""", "an answer that is none")]
    [TestCase(HttpStatusCode.OK, """{"accessToken":"","expireTime":"2026-11-23T18:00:00Z"}""", "an answer that is none")]
    [TestCase(HttpStatusCode.OK, """{"accessToken":"x","expireTime":"tomorrow"}""", "an answer that is none")]
    [TestCase(HttpStatusCode.Forbidden, """{"error":{"details":[{"reason":"SERVICE_DISABLED"}]}}""", "switched off")]
    public async Task Whatever_else_Google_says_is_tried_again_later(HttpStatusCode status, string body, string said)
    {
        _google.Fault = (status, body);

        var refusal = await RefusalOfAsync(Minter(_google.Admit()));

        refusal.Code.Should().Be(RefusalCode.SourceUnavailable);
        refusal.Message.Should().Contain(said);
    }

    [Test]
    public async Task A_Google_that_cannot_be_reached_is_tried_again_later()
    {
        var minter = new IamTokenMinter(new IamEndpoint(LoopbackMirror.Nowhere), new FixedOperator("x"));

        (await RefusalOfAsync(minter)).Code.Should().Be(RefusalCode.SourceUnavailable);
    }

    private static async Task<RefusalException> RefusalOfAsync(IamTokenMinter minter)
    {
        using (minter)
        {
            var mint = () => minter.MintAsync(s_aurora, TokenUse.Events, CancellationToken.None);
            return (await mint.Should().ThrowAsync<RefusalException>()).Which;
        }
    }

    private IamTokenMinter Minter(string? token) => new(new IamEndpoint(_google.Address), new FixedOperator(token));
}
