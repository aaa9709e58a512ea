using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the daily sums were made from the facts that are asked here: sums of another load are not used.</summary>
internal sealed class RollupsCheck(IConfiguredKey key, IWarehousePlaces places, IEnumerable<IWarehouse> warehouses) : Check("rollups")
{
    public override Ground Needs => Ground.Schema;

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var context = key.Require();
        var engine = await places.FindAsync(context, cancellationToken) is null ? WarehouseEngine.DuckDb : WarehouseEngine.BigQuery;
        return Judge(
            (await Of(WarehouseEngine.Postgres).DescribeAsync(context, cancellationToken))?.Generation,
            (await Of(engine).DescribeAsync(context, cancellationToken))?.Generation);

        IWarehouse Of(WarehouseEngine wanted) => warehouses.Single(w => w.Engine == wanted);
    }

    internal static Finding Judge(string? sums, string? facts) => (sums, facts) switch
    {
        (null, null) => Finding.Wrong("Nothing is loaded for this organisation yet: no facts and no daily sums.", "Ask your administrator to run the first sync."),
        (null, _) => Finding.Warning("There are no daily sums in Postgres, so every question reads the facts.", "Run the next sync, which makes them."),
        (_, null) => Finding.Well("There are daily sums in Postgres."),
        _ when sums == facts => Finding.Well("The daily sums in Postgres are of the same load as the facts."),
        _ => Finding.Warning("The daily sums in Postgres are of another load than the facts, and are not used.", "Run the next sync, or 'pulsepoint-mcp demo' for demo data."),
    };
}
