namespace Pulsepoint.Mcp.Core.Warehouses;

/// <summary>Adds up what the queries of one call cost, whatever becomes of the call: those of an answer that failed were billed, too.</summary>
public sealed class CostTally
{
    private readonly Lock _lock = new();
    private QueryCost _total;

    public QueryCost Total
    {
        get
        {
            lock (_lock)
                return _total;
        }
    }

    public void Add(QueryCost cost)
    {
        lock (_lock)
            _total += cost;
    }
}
