using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Server.Pipeline;

[TestFixture]
public sealed class DenialTests : ServerFixture
{
    [Test]
    public async Task A_call_without_the_permission_is_refused_and_put_on_record()
    {
        var answer = await Start().CallAsync("get_audit_log");

        answer.GetProperty("result").GetProperty("isError").GetBoolean().Should().BeTrue();
        Audit.Denials.Should().Equal(("get_audit_log", Permissions.AuditRead));
    }

    [Test]
    public async Task So_is_one_that_only_the_database_refuses()
    {
        Profiles.Failure = Refusal.PermissionDenied("analytics:read");

        await Start().CallAsync("list_brands");

        Audit.Denials.Should().Equal(("list_brands", Permissions.AnalyticsRead));
    }

    [Test]
    public async Task The_refusal_stands_when_it_cannot_be_recorded()
    {
        Audit.Failure = new InvalidOperationException("no database");

        var answer = await Start().CallAsync("get_audit_log");

        answer.GetProperty("result").GetProperty("_meta").GetProperty("pulsepoint/error").GetProperty("code").GetString().Should().Be("permission_denied");
    }

    [Test]
    public async Task Other_refusals_are_no_denials()
    {
        Profiles.Failure = Refusal.KeyRevoked();

        await Start().CallAsync("list_brands");

        Audit.Denials.Should().BeEmpty();
    }
}
