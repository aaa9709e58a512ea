namespace Pulsepoint.Mcp.Core.Tenancy;

/// <summary>The brands that a key shows: all of its tenant (claim <c>"*"</c>), or those named.</summary>
public sealed record BrandScope
{
    private readonly IReadOnlyList<BrandId>? _named;

    private BrandScope(IReadOnlyList<BrandId>? named) => _named = named;

    public static BrandScope All { get; } = new((IReadOnlyList<BrandId>?)null);

    public static BrandScope Of(IEnumerable<BrandId> brands)
    {
        ArgumentNullException.ThrowIfNull(brands);

        return new BrandScope([.. brands.Distinct().OrderBy(b => b.Value, StringComparer.Ordinal)]);
    }

    public bool IsAll => _named is null;

    /// <summary>The named brands; empty when the scope is <see cref="All"/>.</summary>
    public IReadOnlyList<BrandId> Named => _named ?? [];

    public bool Allows(BrandId brand) => _named is null || _named.Contains(brand);

    public bool Equals(BrandScope? other) =>
        other is not null && IsAll == other.IsAll && Named.SequenceEqual(other.Named);

    public override int GetHashCode() => Named.Aggregate(IsAll ? 1 : 0, HashCode.Combine);

    public override string ToString() => IsAll ? "*" : string.Join(',', Named);
}
