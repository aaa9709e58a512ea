using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>The three demo organisations. Their ids are fixed, so that keys can be issued anew for the same people.</summary>
internal static class DemoTenants
{
    public static IReadOnlyList<DemoTenant> All { get; } =
    [
        new("aurora", "Aurora Brands", "USD", "America/New_York", [AuroraBrands.LumaSkin, AuroraBrands.Peakform, AuroraBrands.Tidewell],
        [
            User("a0000000-0000-4000-8000-000000000001", "Avery Analyst", "avery@aurora.example"),
            User("a0000000-0000-4000-8000-000000000002", "Morgan Manager", "morgan@aurora.example"),
            User("a0000000-0000-4000-8000-000000000003", "Aubrey Auditor", "aubrey@aurora.example"),
            User("a0000000-0000-4000-8000-000000000004", "Adrian Admin", "adrian@aurora.example"),
            User("a0000000-0000-4000-8000-000000000005", "Lumi Luma", "lumi@aurora.example"),
        ]),
        new("borealis", "Borealis Group", "EUR", "Europe/Berlin", [OtherBrands.KestrelCoffee, OtherBrands.Nordpaw],
        [
            User("b0000000-0000-4000-8000-000000000001", "Bela Analyst", "bela@borealis.example"),
            User("b0000000-0000-4000-8000-000000000002", "Mika Manager", "mika@borealis.example"),
            User("b0000000-0000-4000-8000-000000000003", "Alva Auditor", "alva@borealis.example"),
            User("b0000000-0000-4000-8000-000000000004", "Bo Admin", "bo@borealis.example"),
        ]),
        new("cinder", "Cinder Collective", "AUD", "Australia/Sydney", [OtherBrands.Embermade, OtherBrands.RowanTea],
        [
            User("c0000000-0000-4000-8000-000000000001", "Casey Analyst", "casey@cinder.example"),
            User("c0000000-0000-4000-8000-000000000002", "Marlo Manager", "marlo@cinder.example"),
            User("c0000000-0000-4000-8000-000000000003", "Ash Auditor", "ash@cinder.example"),
            User("c0000000-0000-4000-8000-000000000004", "Cleo Admin", "cleo@cinder.example"),
        ]),
    ];

    public static DemoTenant Of(TenantId tenant) =>
        All.FirstOrDefault(t => t.Id == tenant) ?? throw new ArgumentException($"'{tenant}' is no demo tenant.", nameof(tenant));

    private static UserDescription User(string id, string name, string email) => new(new UserId(Guid.Parse(id)), name, email);
}
