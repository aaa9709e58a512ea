using System.Text.Json;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether the issuer's public keys are there, without which no key can be checked.</summary>
internal sealed class IssuerKeysCheck(Settings settings) : Check("issuer_keys")
{
    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        if (settings is { Jwks: null, BundledJwks: { } bundled })
            return Judge(bundled, "the bundle of the key");

        var file = settings.Jwks ?? Path.Combine(settings.State.Issuer, "jwks.json");
        return File.Exists(file)
            ? Judge(await File.ReadAllTextAsync(file, cancellationToken), file)
            : Finding.Wrong(
                $"The issuer's public keys are not at {file}, so no key can be checked.",
                "Get them from the issuer (pulsepoint-mcp issuer jwks) and set PULSEPOINT_JWKS to the file, or use a bundle, which brings them along.");
    }

    internal static Finding Judge(string jwks, string place) => Count(jwks) switch
    {
        0 => Finding.Wrong($"There are no public keys in {place}.", "Get them from the issuer again (pulsepoint-mcp issuer jwks)."),
        1 => Finding.Well($"One public key of the issuer is in {place}."),
        var count => Finding.Well($"{count} public keys of the issuer are in {place}."),
    };

    private static int Count(string jwks)
    {
        try
        {
            using var document = JsonDocument.Parse(jwks);
            return document.RootElement.TryGetProperty("keys", out var keys) ? keys.GetArrayLength() : 0;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }
}
