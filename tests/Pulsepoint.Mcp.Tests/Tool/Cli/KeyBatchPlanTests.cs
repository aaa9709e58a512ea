using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class KeyBatchPlanTests
{
    [TestCase("""{"tenant":"aurora","user":"x","role":"king"}""", "Line 1: \"role\" is not one of the roles.")]
    [TestCase("""{"tenant":"aurora","user":"x","ttl":"1y"}""", "Line 1: \"ttl\" is not a number of hours or days from 8h to 365d.")]
    [TestCase("""{"tenant":"aurora","user":"x"}""", "Line 1: \"user\" names nobody in that organisation.")]
    public async Task A_line_is_told_of_its_members_not_of_options(string line, string sentence)
    {
        var plan = () => new KeyBatchPlan(new NobodyThere(), "/tmp/none").ReadAsync(new StringReader(line), CancellationToken.None);

        var wrong = (await plan.Should().ThrowAsync<UsageException>()).Which;
        wrong.Message.Should().Be(sentence);
        wrong.Example.Should().EndWith(". No key was made.").And.NotContain("--");
    }

    private sealed class NobodyThere : ITenantRegistry
    {
        public Task<int> EnsureAsync(TenantDescription description, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TenantDescription> DescribeAsync(TenantId tenant, CancellationToken cancellationToken) =>
            Task.FromResult(new TenantDescription(tenant, "Aurora", "USD", "Europe/London", false, [], []));
    }
}
