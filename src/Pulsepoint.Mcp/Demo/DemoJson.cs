using System.Text.Json;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Json;

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
        json.WriteTexts("brands", organisation.Description.Brands.Select(b => b.Id.Value));
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, DemoKey key)
    {
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.WriteString("user", key.Context.User.ToString());
        json.WriteString("jti", key.Context.Key.ToString());
        json.WriteTexts("permissions", PermissionNames.Of(key.Context.Permissions));
        if (key.Context.Brands.IsAll)
        {
            json.WriteString("brands", "*");
        }
        else
        {
            json.WriteTexts("brands", key.Context.Brands.Named.Select(b => b.Value));
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
