using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Google.Access;

internal sealed class CallerTokensTests
{
    [Test]
    public async Task A_key_is_served_with_its_tenants_token_and_the_operator_with_the_platforms()
    {
        var tokens = new CallerTokens(new FixedTenants("a-tenants"), new FixedOperator("the-platforms"));

        (await tokens.TokenAsync(Caller.Of(Contexts.Of("aurora")), CancellationToken.None)).Should().Be("a-tenants");
        (await tokens.TokenAsync(Caller.Operator, CancellationToken.None)).Should().Be("the-platforms");
    }

    [Test]
    public async Task A_key_without_a_token_is_refused_and_never_gets_the_platforms()
    {
        var platform = new FixedOperator("the-platforms");
        var asking = () => new CallerTokens(new FixedTenants(null), platform).TokenAsync(Caller.Of(Contexts.Of("aurora")), CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Be("There are no credentials for BigQuery.");
        platform.Uses.Should().BeEmpty();
    }

    [Test]
    public async Task The_operator_without_credentials_is_refused_and_never_gets_a_tenants_token()
    {
        var tenants = new FixedTenants("a-tenants");
        var asking = () => new CallerTokens(tenants, new FixedOperator(null)).TokenAsync(Caller.Operator, CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("PULSEPOINT_GOOGLE_CREDENTIALS");
        tenants.Asked.Should().BeEmpty();
    }

    [Test]
    public async Task The_operators_token_is_for_datasets_and_not_for_making_tokens()
    {
        var platform = new FixedOperator("the-platforms");

        await new CallerTokens(new FixedTenants(null), platform).TokenAsync(Caller.Operator, CancellationToken.None);

        platform.Uses.Should().Equal(OperatorUse.Datasets);
        OwnCredentials.ForDatasets.Should().Equal("https://www.googleapis.com/auth/bigquery");
    }
}
