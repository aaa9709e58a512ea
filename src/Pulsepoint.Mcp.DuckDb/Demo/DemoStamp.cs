using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>What a demo snapshot was made from. Equal stamps, equal rows.</summary>
/// <param name="Version">Of the generator; raised whenever it would make other rows.</param>
/// <param name="Scale">As asked for.</param>
/// <param name="From">First day.</param>
/// <param name="Days">Each brand's last day, <c>brand=2026-11-23</c>, in the tenant's order.</param>
internal sealed record DemoStamp(int Version, int Scale, string From, IReadOnlyList<string> Days)
{
    private const int GeneratorVersion = 3;

    public static DemoStamp Of(DemoTenant tenant, DemoRange range) => new(
        GeneratorVersion,
        range.Scale,
        Iso(range.From),
        [.. tenant.Brands.Select(b => $"{b.Slug}={Iso(b.Today(range.Now))}")]);

    public bool Equals(DemoStamp? other) =>
        other is not null && Version == other.Version && Scale == other.Scale && From == other.From && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(Version, Scale, From, Days.Count);

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
