using System.Globalization;
using DuckDB.NET.Data;
using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>Fills the tables of <c>Sql/parameters.sql</c>: values reach the generator's SQL as rows, never as text.</summary>
internal sealed class DemoParameters(DuckDBConnection connection, DemoRange range)
{
    private const int PlaceSlots = 200;

    public void Add(DemoBrandPlan plan)
    {
        AddDays(plan);
        AddSlots(plan);
        AddPlaces(plan.Brand);
        AddVariants(plan.Brand);
        AddCampaigns(plan.Brand);
        AddIrregularities(plan);
    }

    private void AddDays(DemoBrandPlan plan)
    {
        using var table = Open("demo_days");
        foreach (var day in plan.Days)
            table.CreateRow()
                .AppendValue(plan.Brand.Slug).AppendValue(plan.Brand.Currency).AppendValue(plan.Brand.Prefix).AppendValue(plan.Brand.Salt)
                .AppendValue(Date(day.Day)).AppendValue((long)day.DayNumber).AppendValue((long)day.UtcOffsetMinutes).AppendValue(day.IsPartial)
                .AppendValue(day.Orders).AppendValue(day.Tests).AppendValue(day.NewOrders).AppendValue(day.NewBefore).AppendValue(day.WindowCustomers)
                .AppendValue((long)day.Era).AppendValue(day.SeasonCode).AppendValue(day.MobileShare).AppendValue(day.MobileConversion)
                .AppendValue(day.SpendCents).AppendValue(day.OrderValueCents).AppendValue(day.ClaimedShare).EndRow();
    }

    private void AddSlots(DemoBrandPlan plan)
    {
        using var table = Open("demo_dealt");
        foreach (var slot in plan.Slots.All)
            table.CreateRow()
                .AppendValue(plan.Brand.Slug).AppendValue((long)slot.Era).AppendValue((long)slot.Bucket).AppendValue((long)slot.Slot)
                .AppendValue(slot.Variant).EndRow();
    }

    private void AddPlaces(DemoBrand brand)
    {
        using var table = Open("demo_places");
        var slot = 0L;
        foreach (var place in brand.Places.SelectMany(p => Enumerable.Repeat(p, p.Share)))
            table.CreateRow()
                .AppendValue(brand.Slug).AppendValue(slot++).AppendValue(place.Country).AppendValue(place.Region)
                .AppendValue((long)place.TaxBasisPoints).AppendValue(Cents(place.Shipping)).AppendValue(Cents(place.FreeFrom)).EndRow();

        if (slot != PlaceSlots)
            throw new InvalidOperationException($"The places of {brand.Slug} share {slot} customers instead of {PlaceSlots}.");
    }

    private void AddVariants(DemoBrand brand)
    {
        using var table = Open("demo_variants");
        foreach (var (index, product) in brand.Products.Index())
        {
            for (var variant = 0; variant < product.Variants.Count; variant++)
                table.CreateRow()
                    .AppendValue(brand.Slug).AppendValue(DemoVariantId.Of(brand, index, variant)).AppendValue(DemoVariantId.Product(brand, index))
                    .AppendValue(product.Name).AppendValue(DemoVariantId.Sku(brand, index, variant)).AppendValue(product.Type)
                    .AppendValue(Cents(product.Price)).AppendValue(Cents(product.Cost)).AppendValue(Date(product.LaunchedOn))
                    .AppendValue(product.ReturnRate).AppendValue(Date(product.ReturnWave?.Days.Start)).AppendValue(Date(product.ReturnWave?.Days.End))
                    .AppendValue(product.ReturnWave?.Rate).EndRow();
        }
    }

    private void AddCampaigns(DemoBrand brand)
    {
        using var table = Open("demo_campaigns");
        foreach (var (index, campaign) in brand.Campaigns.Index())
        {
            var mismatched = brand.Slug == PlantedFindings.MismatchedBrand && campaign.Platform == "tiktok";
            var dear = brand.Slug == "luma-skin" && campaign.Platform == "meta" ? PlantedFindings.DearMetaDays : null;
            table.CreateRow()
                .AppendValue(brand.Slug).AppendValue(brand.Salt).AppendValue((long)index).AppendValue(campaign.Platform)
                .AppendValue(AccountId(brand, campaign.Platform)).AppendValue(mismatched ? PlantedFindings.MismatchedAccountZone : brand.TimeZone)
                .AppendValue(CampaignId(brand, index)).AppendValue(campaign.Name).AppendValue(campaign.Type)
                .AppendValue(Date(campaign.StartedOn)).AppendValue(Date(campaign.EndedOn)).AppendValue(campaign.Weight)
                .AppendValue((double)campaign.Cpm * 100).AppendValue(Date(dear?.Start)).AppendValue(Date(dear?.End)).AppendValue(2.0)
                .AppendValue(campaign.Ctr).AppendValue(!campaign.IsBarren).AppendValue((2L + index % 2) * range.Scale)
                .AppendValue(brand.Currency).EndRow();
        }
    }

    private void AddIrregularities(DemoBrandPlan plan)
    {
        var brand = plan.Brand;
        if (brand.Slug == "tidewell" && plan.Days.Any(d => d.Day == PlantedFindings.GoogleGap))
        {
            using var gaps = Open("demo_gaps");
            gaps.CreateRow().AppendValue(brand.Slug).AppendValue("google").AppendValue(Date(PlantedFindings.GoogleGap)).EndRow();
        }

        var edited = plan.Days.FirstOrDefault(d => d.Day == PlantedFindings.EditedOrderDay);
        var editedOn = PlantedFindings.EditedOrderDay.PlusDays(PlantedFindings.EditedAfterDays);
        if (brand.Slug == "luma-skin" && edited is not null && plan.Days[^1].Day > editedOn)
        {
            using var edits = Open("demo_edits");
            edits.CreateRow().AppendValue(brand.Slug)
                .AppendValue(string.Create(CultureInfo.InvariantCulture, $"{brand.Prefix}{edited.DayNumber * 1_000_000L + 7}"))
                .AppendValue((long)PlantedFindings.EditedAfterDays).EndRow();
        }
    }

    private DuckDBAppender Open(string table) => connection.CreateAppender("temp", "main", table);

    private static string AccountId(DemoBrand brand, string platform) => platform switch
    {
        "meta" => string.Create(CultureInfo.InvariantCulture, $"act_10200000000{brand.Number:0000}"),
        "google" => string.Create(CultureInfo.InvariantCulture, $"48200{brand.Number:00000}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"7201000000000{brand.Number:000000}"),
    };

    private static string CampaignId(DemoBrand brand, int campaign) =>
        string.Create(CultureInfo.InvariantCulture, $"12021{brand.Number:000}00000{campaign:00000}");

    private static long Cents(decimal money) => (long)(money * 100);

    private static DateOnly? Date(LocalDate? day) => day?.ToDateOnly();
}
