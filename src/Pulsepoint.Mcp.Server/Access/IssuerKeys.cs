using Microsoft.IdentityModel.Tokens;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>The issuer's public keys, from the file that the settings name, the bundle of the key, or the state folder's own issuer.</summary>
internal sealed class IssuerKeys(ServerOptions options)
{
    private const string OwnFile = "jwks.json";
    private const int MaxFileBytes = 256 * 1024;

    public static string OwnPath(ServerOptions options) => Path.Combine(options.State.Issuer, OwnFile);

    /// <summary>The key with this id; null when the issuer has none.</summary>
    /// <exception cref="RefusalException"><c>key_invalid</c>: there are no public keys to check against.</exception>
    public SecurityKey? Find(string id) =>
        Read().Keys.FirstOrDefault(k => k.Kid == id && k.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && k.Crv == JsonWebKeyECTypes.P256);

    private JsonWebKeySet Read()
    {
        var path = options.JwksFile ?? OwnPath(options);
        try
        {
            if (options is { JwksFile: null, BundledJwks: { } bundled })
                return new JsonWebKeySet(bundled);
            if (new FileInfo(path).Length > MaxFileBytes)
                throw Unreadable();

            return new JsonWebKeySet(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse(
                $"The issuer's public keys are not at {path}, so the API key cannot be checked.",
                options.JwksFile is null
                    ? "Set PULSEPOINT_STATE to the state folder that the key was made in, or PULSEPOINT_JWKS to the issuer's jwks.json, then restart the server."
                    : "Correct PULSEPOINT_JWKS, then restart the server.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            throw Unreadable(e);
        }
    }

    private static RefusalException Unreadable(Exception? cause = null) => Refuse(
        "The file with the issuer's public keys cannot be read.",
        "Get jwks.json from the issuer again (issuer jwks), set PULSEPOINT_JWKS to it, then restart the server.",
        cause);

    private static RefusalException Refuse(string why, string nextStep, Exception? cause) => new(RefusalCode.KeyInvalid, why, nextStep, cause);
}
