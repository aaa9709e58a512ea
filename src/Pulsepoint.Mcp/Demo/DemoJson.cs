using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Demo;

/// <summary>The outcome as one JSON object, for scripts.</summary>
internal static class DemoJson
{
    public static async Task WriteAsync(DemoOutcome outcome, Stream output, CancellationToken cancellationToken)
    {
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("state", outcome.State);
            json.WriteString("now", InstantPattern.ExtendedIso.Format(outcome.Now));
            json.WriteString("database", outcome.Database);
            json.WriteStartArray("tenants");
            foreach (var organisation in outcome.Organisations)
                WriteOrganisation(json, organisation);
            json.WriteEndArray();
            WriteAnswer(json, outcome.Answer);
            json.WriteStartObject("seconds");
            foreach (var (step, seconds) in outcome.Seconds)
                json.WriteNumber(step, seconds);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WriteOrganisation(Utf8JsonWriter json, DemoOrganisation organisation)
    {
        json.WriteStartObject();
        json.WriteString("id", organisation.Description.Tenant.Value);
        json.WriteNumber("tenant_id", organisation.Number);
        json.WriteStartArray("keys");
        foreach (var key in organisation.Keys)
            WriteKey(json, key);
        json.WriteEndArray();
        json.WriteStartArray("brands");
        foreach (var brand in organisation.Description.Brands)
            json.WriteStringValue(brand.Id.Value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, DemoKey key)
    {
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.WriteString("user", key.Context.User.ToString());
        json.WriteString("jti", key.Context.Key.ToString());
        json.WriteStartArray("permissions");
        foreach (var permission in PermissionNames.Of(key.Context.Permissions))
            json.WriteStringValue(permission);
        json.WriteEndArray();
        if (key.Context.Brands.IsAll)
        {
            json.WriteString("brands", "*");
        }
        else
        {
            json.WriteStartArray("brands");
            foreach (var brand in key.Context.Brands.Named)
                json.WriteStringValue(brand.Value);
            json.WriteEndArray();
        }

        json.WriteString("file", key.File);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, DemoAnswer answer)
    {
        json.WritePropertyName("answer");
        if (answer.Content.ValueKind == JsonValueKind.Object)
        {
            answer.Content.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("error", answer.Code);
        json.WriteString("text", answer.Text);
        json.WriteEndObject();
    }
}
