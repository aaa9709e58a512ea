using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Hosting;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

/// <summary>The state folder holds a platform credential in all of these, as the demo's does.</summary>
internal sealed class TenantAdministrationTests
{
    private const string Platform = "postgresql://pp_platform:x@127.0.0.1/pulsepoint";

    [Test]
    public void A_key_that_is_configured_wins_over_a_credential_that_lies_in_the_state_folder() =>
        Administer(keyFile: "admin.key", platform: null, named: null).Own!.Tenant.Value.Should().Be("aurora");

    [Test]
    public void So_it_reaches_no_other_organisation_and_is_told_how_the_platform_would()
    {
        var export = () => Administer(keyFile: "admin.key", platform: null, named: "cinder");

        var refused = export.Should().Throw<RefusalException>().Which;
        refused.Code.Should().Be(RefusalCode.PermissionDenied);
        refused.NextStep.Should().Contain("unset PULSEPOINT_API_KEY");
    }

    [Test]
    public void Without_a_key_it_is_the_platforms() => Administer(keyFile: null, platform: null, named: "cinder").Own.Should().BeNull();

    [Test]
    public void With_both_configured_it_is_the_platforms() => Administer(keyFile: "admin.key", platform: Platform, named: "cinder").Own.Should().BeNull();

    [Test]
    public void What_is_missing_is_shown_with_the_verb_at_hand()
    {
        var named = () => Administer(keyFile: null, platform: null, named: null).Named("brand list");

        named.Should().Throw<UsageException>().Which.Example.Should().Be("For example: pulsepoint-mcp brand list --tenant aurora");
    }

    private static TenantAdministration Administer(string? keyFile, string? platform, string? named)
    {
        var settings = new Settings { State = new StateFolder("/nowhere"), ApiKeyFile = keyFile, PlatformDatabase = platform };
        using var services = new ServiceCollection()
            .AddSingleton(settings)
            .AddSingleton<IConfiguredKey>(new AurorasKey())
            .AddSingleton<IEmbeddedCluster>(new DemosCluster())
            .BuildServiceProvider();
        return new TenantAdministration(services, named is null ? null : TenantId.Parse(named));
    }

    private sealed class AurorasKey : IConfiguredKey
    {
        public TenantContext Require() => Contexts.Of("aurora");
    }

    private sealed class DemosCluster : IEmbeddedCluster
    {
        public bool Exists => true;

        public Task<IClusterLease> CreateOrAttachAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IClusterLease> AttachAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DestroyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
