using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Sealing;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Which secrets are kept and under which key; never what they are.</summary>
internal static class SecretsListVerb
{
    private static readonly string[] s_heading = ["brand", "source", "name", "key", "sealed"];

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON object instead of a table." };

    public static Command Create()
    {
        var command = new Command("list", "List which secrets of an organisation are kept; never what they are.") { SecretOptions.Tenant, s_json };
        command.Runs(ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tenant = TenantOption.Parse(parsed.GetRequiredValue(SecretOptions.Tenant));
        var kept = await services.GetRequiredService<ISecretStore>().ListAsync(tenant, cancellationToken);
        if (parsed.GetValue(s_json))
        {
            await JsonOutput.WriteAsync(
                json =>
                {
                    json.WriteString("tenant", tenant.Value);
                    Write(json, kept);
                },
                cancellationToken);
            return ExitCode.Done;
        }

        foreach (var line in Columns.Lines(s_heading, kept.Select(Row)))
            await Console.Out.WriteLineAsync(line);

        return ExitCode.Done;
    }

    private static IReadOnlyList<string> Row(KeptSecret s) => [s.Place.Brand.Value, s.Place.Source, s.Place.Name, s.Secret.KeyId, Time(s)];

    private static string Time(KeptSecret s) => InstantPattern.General.Format(s.SealedAt);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KeptSecret> kept)
    {
        json.WriteStartArray("secrets");
        foreach (var s in kept)
        {
            json.WriteStartObject();
            json.WriteString("brand", s.Place.Brand.Value);
            json.WriteString("source", s.Place.Source);
            json.WriteString("name", s.Place.Name);
            json.WriteString("key", s.Secret.KeyId);
            json.WriteString("sealed_at", Time(s));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
