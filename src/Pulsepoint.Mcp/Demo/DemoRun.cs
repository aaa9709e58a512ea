using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Migrations;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Demo;

/// <summary>From nothing to an answered question. Every step finds what an earlier run left and does only the rest.</summary>
internal sealed class DemoRun(
    Settings settings,
    StateFolder state,
    IEmbeddedCluster cluster,
    IPostgresFetcher fetcher,
    IMigrator migrator,
    DemoOrganisations organisations,
    DemoReset reset,
    TimeProvider time)
{
    /// <summary>The demo is about this machine: databases that settings name are left alone.</summary>
    public static Settings OnOwnMachine(Settings settings) => settings with
    {
        Database = null,
        BootstrapDatabase = null,
        MigratorDatabase = null,
        PlatformDatabase = null,
        Jwks = null,
        BundledJwks = null,
    };

    public async Task<DemoOutcome> RunAsync(DemoRequest request, CancellationToken cancellationToken)
    {
        var now = settings.Now ?? Instant.FromDateTimeOffset(time.GetUtcNow());
        var clock = new DemoClock(time);
        if (request.Reset)
            await reset.RunAsync(cancellationToken);

        StatePlace.Make(state);

        var knownKey = cluster.Exists ? organisations.AskingKey : null;
        await using var lease = await clock.TimeAsync("database", () => StartAsync(request, cancellationToken));
        lease.KeepRunning = request.KeepRunning;

        // Started here and asked last: it comes up while the rest is checked. It holds the key that it finds now.
        await using var server = ServerPipe.Start(ServerEnvironment());
        var opening = DemoQuestion.OpenAsync(server, isReady: knownKey is not null, cancellationToken);
        await clock.TimeAsync("schema", () => MigrateAsync(cancellationToken));
        await clock.TimeAsync("facts", () => organisations.HasFacts(now, request.Scale)
            ? Task.CompletedTask
            : ProgressBar.RunAsync(
                "Making the demo's sales and ads", progress => organisations.PublishFactsAsync(now, request.Scale, progress, cancellationToken)));
        var ready = await clock.TimeAsync("organisations", () => organisations.EnsureAsync(cancellationToken));
        await opening;
        var answer = await clock.TimeAsync("answer", () => ready[0].Keys[0].Context.Key == knownKey || knownKey is null
            ? DemoQuestion.AskAsync(server, cancellationToken)
            : AskAnewAsync(cancellationToken));
        return new DemoOutcome
        {
            State = state.Root,
            Now = now,
            Database = lease.Address,
            Organisations = ready,
            Answer = answer,
            Seconds = clock.Seconds,
        };
    }

    /// <summary>With a server of its own: the key was issued anew after the first one had read the old.</summary>
    private async Task<DemoAnswer> AskAnewAsync(CancellationToken cancellationToken)
    {
        await using var server = ServerPipe.Start(ServerEnvironment());
        await DemoQuestion.OpenAsync(server, isReady: false, cancellationToken);
        return await DemoQuestion.AskAsync(server, cancellationToken);
    }

    private async Task<IClusterLease> StartAsync(DemoRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.CreateOrAttachAsync(cancellationToken);
        }
        catch (MissingOnMachineException missing) when (DemoConsent.MayFetch(request, missing))
        {
            await ProgressBar.RunAsync("Fetching the Postgres programs", progress => fetcher.FetchAsync(progress, cancellationToken));
            return await cluster.CreateOrAttachAsync(cancellationToken);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await migrator.BootstrapAsync(cancellationToken);
        var report = await migrator.MigrateAsync(cancellationToken);
        if (!report.IsAtHead)
        {
            throw Refusal.SourceUnavailable(
                $"The database's walls are not whole: {report.Findings.Concat(report.Pending).First()}.",
                "Run pulsepoint-mcp demo --reset to begin anew.");
        }
    }

    private Dictionary<string, string> ServerEnvironment()
    {
        Dictionary<string, string> environment = new()
        {
            ["PULSEPOINT_STATE"] = state.Root,
            ["PULSEPOINT_API_KEY_FILE"] = organisations.AskingKeyFile,
            // Whoever tries it out sees the answer, however slow the machine.
            ["PULSEPOINT_ANSWER_SECONDS"] = "60",
        };
        if (settings.Now is { } now)
            environment["PULSEPOINT_NOW"] = InstantPattern.ExtendedIso.Format(now);
        if (settings.PostgresBinaries is { } programs)
            environment["PULSEPOINT_PG_BIN"] = programs;

        return environment;
    }
}
