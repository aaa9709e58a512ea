using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>
/// Which product a drawn number stands for. The catalogue is dealt into five buckets; in each, a thousand slots are shared
/// out by weight among the variants that can be bought. An era lasts as long as that does not change.
/// </summary>
internal sealed class DemoSlots
{
    public const int Buckets = 5;
    public const int PerBucket = 1000;

    private readonly LocalDate[] _eraStarts;
    private readonly double[] _averagePriceCents;

    public DemoSlots(DemoBrand brand)
    {
        _eraStarts = [.. brand.Products.SelectMany(p => p.Turns()).Distinct().Order()];
        _averagePriceCents = new double[_eraStarts.Length];
        var slots = new List<DemoSlot>();
        for (var era = 0; era < _eraStarts.Length; era++)
        {
            for (var bucket = 0; bucket < Buckets; bucket++)
                _averagePriceCents[era] += Fill(brand, era, bucket, slots) / Buckets;
        }

        All = slots;
    }

    public IReadOnlyList<DemoSlot> All { get; }

    public int EraOf(LocalDate day)
    {
        var found = Array.BinarySearch(_eraStarts, day);
        return found >= 0 ? found : ~found - 1;
    }

    public double AveragePriceCents(LocalDate day) => _averagePriceCents[EraOf(day)];

    private double Fill(DemoBrand brand, int era, int bucket, List<DemoSlot> slots)
    {
        var sold = brand.Products
            .Select((product, index) => (Product: product, Index: index))
            .Where(p => p.Index % Buckets == bucket && p.Product.IsSoldOn(_eraStarts[era]))
            .ToArray();
        var variants = sold
            .SelectMany(p => p.Product.Variants.Select((_, v) => (p.Product.Price, Weight: p.Product.Weight / (double)p.Product.Variants.Count, Id: DemoVariantId.Of(brand, p.Index, v))))
            .ToArray();
        var whole = variants.Sum(v => v.Weight);
        var (reached, filled, price) = (0.0, 0, 0.0);
        foreach (var variant in variants)
        {
            reached += variant.Weight;
            var until = (int)Math.Round(reached / whole * PerBucket);
            for (; filled < until; filled++)
            {
                slots.Add(new DemoSlot(era, bucket, filled, variant.Id));
                price += (double)variant.Price * 100 / PerBucket;
            }
        }

        return price;
    }
}
