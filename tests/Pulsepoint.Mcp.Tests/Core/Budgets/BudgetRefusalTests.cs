using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Tests.Core.Budgets;

internal sealed class BudgetRefusalTests
{
    private const long Gibibyte = 1L << 30;

    [Test]
    public void A_day_that_is_used_up_says_the_need_the_rest_and_when_there_is_more()
    {
        var refusal = BudgetRefusal.Tenant(12 * Gibibyte, 3 * Gibibyte, Duration.FromMinutes(312));

        refusal.Code.Should().Be(RefusalCode.BudgetExceeded);
        refusal.Message.Should().Be("The query would be billed 12 GiB, and of the organisation's budget for today 3 GiB are left.");
        refusal.NextStep.Should().Contain("00:00 UTC, in 5 h 12 min");
        refusal.RetryAfterSeconds.Should().Be(312 * 60);
    }

    [Test]
    public void A_query_that_is_too_large_by_itself_is_not_to_be_tried_again()
    {
        var refusal = BudgetRefusal.Query(100 * Gibibyte, 64 * Gibibyte);

        refusal.Message.Should().Contain("100 GiB").And.Contain("64 GiB at most");
        refusal.RetryAfterSeconds.Should().BeNull();
    }

    [TestCase(0L, 1, 10485760L)]
    [TestCase(1048577L, 2, 22020097L)]
    public void An_estimate_leaves_room_for_the_least_that_each_table_is_billed(long dryRun, int tables, long estimate) =>
        ByteEstimate.Of(dryRun, tables).Should().Be(estimate);
}
