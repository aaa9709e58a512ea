using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Migrations;

/// <summary>A cluster of the state folder needs no setting at all.</summary>
internal sealed class EmbeddedBootstrapTests
{
    [Test]
    public async Task The_operators_of_an_embedded_cluster_find_everything_in_the_state_folder()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var services = Services(server.State);
        var migrator = services.GetRequiredService<IMigrator>();

        await Task.WhenAll(migrator.BootstrapAsync(CancellationToken.None), migrator.BootstrapAsync(CancellationToken.None));
        var report = await migrator.MigrateAsync(CancellationToken.None);
        var number = await services.GetRequiredService<ITenantRegistry>().EnsureAsync(
            new TenantDescription(TenantId.Parse("aurora"), "Aurora", "USD", "America/New_York", true, [], []), CancellationToken.None);

        report.IsAtHead.Should().BeTrue();
        number.Should().BePositive();
        foreach (var secret in new[] { "pp_migrator.secret", "pp_platform.secret" })
            OnlyItsOwnerReads(Path.Combine(server.State.Secrets, secret)).Should().BeTrue();
    }

    [Test]
    public async Task A_state_folder_without_a_cluster_says_so_and_creates_nothing()
    {
        var state = new StateFolder(TemporaryFolder.Create());
        await using var services = Services(state);

        var check = () => services.GetRequiredService<IMigrator>().CheckAsync(CancellationToken.None);

        (await check.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        Directory.EnumerateFileSystemEntries(state.Root).Should().BeEmpty();
        Directory.Delete(state.Root);
    }

    [Test]
    public async Task A_database_that_does_not_answer_is_unavailable()
    {
        var state = new StateFolder(TemporaryFolder.Create());
        await using var services = Services(state, new PostgresOptions
        {
            Database = $"postgresql:///pulsepoint?host={state.Root}",
            PlatformDatabase = $"postgresql://pp_platform:x@/pulsepoint?host={state.Root}",
        });

        var ensure = () => services.GetRequiredService<ITenantRegistry>().EnsureAsync(
            new TenantDescription(TenantId.Parse("aurora"), "Aurora", "USD", "America/New_York", true, [], []), CancellationToken.None);

        (await ensure.Should().ThrowAsync<RefusalException>()).Which.Code.Should().Be(RefusalCode.SourceUnavailable);
        Directory.Delete(state.Root);
    }

    private static ServiceProvider Services(StateFolder state, PostgresOptions? options = null) => new ServiceCollection()
        .AddSingleton(state)
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddPulsepointEmbeddedCluster(new EmbeddedClusterOptions())
        .AddPulsepointPostgres(options ?? new PostgresOptions())
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static bool OnlyItsOwnerReads(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
