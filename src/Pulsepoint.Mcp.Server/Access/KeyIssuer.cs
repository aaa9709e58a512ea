using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>The issuer of the state folder: <c>issuer/signing-key.pem</c> (0600) and <c>issuer/jwks.json</c> beside it.</summary>
internal sealed class KeyIssuer(ServerOptions options) : IKeyIssuer
{
    private const string PrivateFile = "signing-key.pem";

    public bool Exists => File.Exists(PrivatePath) && File.Exists(PublicPath);

    private string PrivatePath => Path.Combine(options.State.Issuer, PrivateFile);

    private string PublicPath => IssuerKeys.OwnPath(options);

    public void Init()
    {
        if (Exists)
            return;

        StateFolder.CreatePrivate(options.State.Root);
        StateFolder.CreatePrivate(options.State.Issuer);
        if (!File.Exists(PrivatePath))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            StateFolder.WritePrivateOnce(PrivatePath, fresh.ExportPkcs8PrivateKeyPem());
        }

        // From the file, not from what was just made: another process may have been first.
        using var key = Load();
        StateFolder.WritePrivate(PublicPath, JwksDocument.Write(key));
    }

    public string Jwks() => File.ReadAllText(PublicPath);

    public Secret Sign(KeyGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);

        using var key = Load();
        var signer = new ECDsaSecurityKey(key) { KeyId = JwksDocument.KeyId(key) };
        var credentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new Secret(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(KeyClaims.Write(grant), credentials));
    }

    private ECDsa Load()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PrivatePath));
        return key;
    }
}
