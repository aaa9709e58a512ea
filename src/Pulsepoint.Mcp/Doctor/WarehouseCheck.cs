using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the organisation's facts are where its row says, answer, and are not old.</summary>
internal sealed class WarehouseCheck(
    Settings settings, IConfiguredKey key, ITenantProfiles profiles, IWarehousePlaces places, IEnumerable<IWarehouse> warehouses, TimeProvider time)
    : Check("warehouse")
{
    // A day that is over may take its time to be complete.
    private const int OldAfterDays = 3;

    public override Ground Needs => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var context = key.Require();
        var place = await places.FindAsync(context, cancellationToken);
        var engine = place is null ? WarehouseEngine.DuckDb : WarehouseEngine.BigQuery;
        var where = place is null ? "this machine's snapshot" : $"BigQuery ({place.Dataset}, asked with {IdentityOf(settings)})";
        // A dataset into which nothing is loaded is a refusal, and so is one that is not there.
        if (await warehouses.Single(w => w.Engine == engine).DescribeAsync(context, cancellationToken) is not { } state)
            return Finding.Warning($"There are no facts in {where}: only daily sums can be answered.", "Run a sync on this machine, or have the facts moved into BigQuery (pulsepoint-mcp tenant move).");

        var isDemo = (await profiles.ReadAsync(context, cancellationToken)).IsDemo;
        return Judge(where, state.Loads, isDemo, Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date);
    }

    internal static Finding Judge(string where, IReadOnlyList<SourceLoad> loads, bool isDemo, LocalDate today)
    {
        if (loads.Count == 0)
            return Finding.Warning($"The facts are in {where}, but no source was loaded into it yet.", "Run the first sync.");

        var oldest = loads.MinBy(l => l.DataThrough)!; // there is one
        var through = string.Create(CultureInfo.InvariantCulture, $"{oldest.DataThrough:uuuu-MM-dd}");
        return isDemo || Period.DaysBetween(oldest.DataThrough, today) <= OldAfterDays
            ? Finding.Well($"The facts are in {where}; every source is loaded through {through}{(isDemo ? " (demo data)" : "")} at least.")
            : Finding.Warning($"The facts are in {where}, but {oldest.Source} of {oldest.Brand} is loaded through {through} only.", "Run the next sync, or ask your administrator why it does not run.");
    }

    private static string IdentityOf(Settings settings) => settings switch
    {
        { BigQuery.EmulatorHost: not null } => "no identity, for it is an emulator",
        { GoogleAccess: { Credentials: not null, Impersonate: { } account } } => $"the operator's credentials, as {account}",
        { GoogleAccess.Credentials: not null } => "the operator's credentials",
        _ => "a token of the organisation's own identity",
    };
}
