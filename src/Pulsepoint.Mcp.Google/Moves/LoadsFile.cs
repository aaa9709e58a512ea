using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Google.Moves;

/// <summary>What the table of loads says of a generation, a line of JSON for every brand and source.</summary>
internal static class LoadsFile
{
    public static MemoryStream Of(WarehouseState state)
    {
        var lines = new MemoryStream();
        foreach (var load in state.Loads)
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                json.WriteStartObject();
                json.WriteString("generation", state.Generation);
                json.WriteString("brand_id", load.Brand.Value);
                json.WriteString("source", load.Source);
                json.WriteString("first_day", LocalDatePattern.Iso.Format(load.FirstDay));
                json.WriteString("data_through", LocalDatePattern.Iso.Format(load.DataThrough));
                json.WriteStartArray("gaps");
                foreach (var gap in load.Gaps)
                    json.WriteStringValue(LocalDatePattern.Iso.Format(gap));

                json.WriteEndArray();
                json.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        return lines;
    }
}
