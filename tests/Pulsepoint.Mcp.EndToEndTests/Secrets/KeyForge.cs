using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Makes keys that the tool itself would not make, out of a good one.</summary>
internal static class KeyForge
{
    /// <summary>The key with other claims, signed by the issuer of the state folder.</summary>
    public static string SignAnew(string key, string state, Action<JsonObject> change)
    {
        using var issuer = ECDsa.Create();
        issuer.ImportFromPem(File.ReadAllText(Path.Combine(state, "issuer", "signing-key.pem")));
        return Sign(key.Split('.')[0], Changed(key, change), issuer);
    }

    /// <summary>The key as another issuer would sign it who gives itself the same id.</summary>
    public static string SignByAnother(string key)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(key.Split('.')[0], key.Split('.')[1], other);
    }

    /// <summary>The key with other claims under its old signature.</summary>
    public static string Tamper(string key, Action<JsonObject> change) => $"{key.Split('.')[0]}.{Changed(key, change)}.{key.Split('.')[2]}";

    private static string Changed(string key, Action<JsonObject> change)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(key.Split('.')[1]))!.AsObject(); // a key's claims are an object
        change(claims);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
    }

    private static string Sign(string header, string claims, ECDsa issuer)
    {
        var signature = issuer.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }
}
