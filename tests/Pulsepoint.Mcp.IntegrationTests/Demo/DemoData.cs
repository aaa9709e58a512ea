using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.DuckDb.Demo;

namespace Pulsepoint.Mcp.IntegrationTests.Demo;

/// <summary>Demo snapshots that all tests of this folder read, each generated once and over fewer days than the demo's.</summary>
[SetUpFixture, Parallelizable(ParallelScope.Self)]
internal sealed class DemoData
{
    public static Instant Now { get; } = Instant.FromUtc(2026, 11, 23, 15, 0);

    public static DemoRange CinderRange { get; } = new(new LocalDate(2025, 11, 1), Now, 1);

    private static readonly Lazy<Task<PublishedDemo>> s_cinder = new(() => PublishedDemo.CreateAsync("cinder", CinderRange));
    private static readonly Lazy<Task<PublishedDemo>> s_aurora = new(() => PublishedDemo.CreateAsync("aurora", new DemoRange(new LocalDate(2026, 4, 20), Now, 1)));

    /// <summary>The smallest tenant, over a year and with a season in it.</summary>
    public static Task<PublishedDemo> CinderAsync() => s_cinder.Value;

    /// <summary>The tenant with the planted findings, over the months that they lie in.</summary>
    public static Task<PublishedDemo> AuroraAsync() => s_aurora.Value;

    [OneTimeTearDown]
    public async Task DeleteAsync()
    {
        foreach (var demo in new[] { s_cinder, s_aurora })
        {
            if (demo.IsValueCreated)
                (await demo.Value).Dispose();
        }
    }
}
