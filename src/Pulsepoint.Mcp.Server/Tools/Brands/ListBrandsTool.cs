using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Brands;
using Pulsepoint.Mcp.Core.Json;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Server.Tools.Brands;

internal sealed class ListBrandsTool(ITenantProfiles profiles, IEnumerable<IWarehouse> warehouses) : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "list_brands",
        Title = "List brands",
        Description = "Lists the brands this key can ask about: id for use in other tools, name, currency, time zone, connected sources, and the last day each source has data for. Call it first when the user names a brand, or asks what is covered or how fresh the data are.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        AlwaysTellsKeyExpiry = true,
        InputSchema = """{"type":"object","properties":{},"additionalProperties":false}""",
        OutputSchema = """
            {"type":"object","properties":{
              "summary":{"type":"string"},
              "warnings":{"type":"array"},
              "reporting_currency":{"type":"string"},
              "reporting_time_zone":{"type":"string"},
              "brands":{"type":"array","items":{"type":"object","properties":{
                "id":{"type":"string"},
                "name":{"type":"string"},
                "currency":{"type":"string"},
                "time_zone":{"type":"string"},
                "sources":{"type":"array"},
                "data_through":{"type":"object"}}}}},
             "required":["summary","warnings","reporting_currency","reporting_time_zone","brands"]}
            """,
    };

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var profile = await profiles.ReadAsync(tenant, cancellationToken);

        // The facts say how far the data reach; roll-ups are made from them.
        var facts = warehouses.FirstOrDefault(w => w.Engine is not WarehouseEngine.Postgres);
        var state = facts is null ? null : await facts.DescribeAsync(tenant, cancellationToken);
        var rows = profile.Brands.Select(b => new BrandRow(b, LoadsOf(state, b))).ToList();

        return new ToolAnswer
        {
            Summary = Summarize(tenant, profile),
            Warnings = state is null ? ["No data are loaded yet: questions cannot be answered until a sync has run."] : [],
            Body = writer => Write(writer, profile, rows),
            Table = TextTable.Of(["id", "name", "currency", "time_zone", "sources (data through)"], rows.Select(r => r.Cells)),
        };
    }

    private static IReadOnlyList<SourceLoad> LoadsOf(WarehouseState? state, Brand brand) =>
        state is null ? [] : [.. state.Loads.Where(l => l.Brand == brand.Id)];

    private static string Summarize(TenantContext tenant, TenantProfile profile) =>
        $"{tenant.TenantName} has {profile.Brands.Count} brand{(profile.Brands.Count == 1 ? "" : "s")} in this key's scope. "
        + $"One brand alone is reported in its own currency, several currencies together in {profile.ReportingCurrency}. Every brand is counted on its own local days; across time zones {profile.ReportingTimeZone} decides which day is today.";

    private static void Write(Utf8JsonWriter writer, TenantProfile profile, List<BrandRow> rows)
    {
        writer.WriteString("reporting_currency", profile.ReportingCurrency);
        writer.WriteString("reporting_time_zone", profile.ReportingTimeZone);
        writer.WriteStartArray("brands");
        foreach (var row in rows)
            row.Write(writer);

        writer.WriteEndArray();
    }

    private sealed record BrandRow(Brand Brand, IReadOnlyList<SourceLoad> Loads)
    {
        public IEnumerable<string?> Cells =>
            [Brand.Id.Value, Brand.Name, Brand.Currency, Brand.TimeZone, string.Join(' ', Brand.Sources.Select(s => $"{s} ({Through(s) ?? "no data"})"))];

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("id", Brand.Id.Value);
            writer.WriteString("name", Brand.Name);
            writer.WriteString("currency", Brand.Currency);
            writer.WriteString("time_zone", Brand.TimeZone);
            writer.WriteTexts("sources", Brand.Sources);
            writer.WriteStartObject("data_through");
            foreach (var source in Brand.Sources)
            {
                if (Through(source) is { } day)
                    writer.WriteString(source, day);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        private string? Through(string source) =>
            Loads.FirstOrDefault(l => l.Source == source) is { } load ? LocalDatePattern.Iso.Format(load.DataThrough) : null;
    }
}
