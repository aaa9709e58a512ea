using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Access;

/// <summary>The issuer of the state folder: <c>issuer/signing-key.pem</c> (0600) and <c>issuer/jwks.json</c> beside it.</summary>
internal sealed class KeyIssuer(ServerOptions options, TimeProvider time) : IKeyIssuer
{
    private const string PrivateFile = "signing-key.pem";
    private const string RotationLock = "rotation.lock";

    // A day more than any key lives: who began to sign before a rotation may end after it.
    private static readonly Duration s_retirement = ApiKeyVerifier.LongestLife + Duration.FromDays(1);

    private readonly RetiredKeys _retired = new(options.State);

    public bool Exists => File.Exists(PrivatePath) && File.Exists(PublicPath);

    private string PrivatePath => Path.Combine(options.State.Issuer, PrivateFile);

    private string PublicPath => IssuerKeys.OwnPath(options);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public void Init()
    {
        if (Exists)
            return;

        StateFolder.CreatePrivate(options.State.Root);
        StateFolder.CreatePrivate(options.State.Issuer);
        if (!File.Exists(PrivatePath))
        {
            using var fresh = Make();
            StateFolder.WritePrivateOnce(PrivatePath, fresh.ExportPkcs8PrivateKeyPem());
        }

        // From the file, not from what was just made: another process may have been first.
        using var key = Load();
        StateFolder.WritePrivate(PublicPath, Document(key));
    }

    public void Rotate()
    {
        if (!Exists)
            throw Missing();

        using var turn = FileLock.TryTake(Path.Combine(options.State.Issuer, RotationLock)) ?? throw Refusal.SourceUnavailable(
            "Another rotation of the signing key is at work.", "Wait until it has ended; then look at 'pulsepoint-mcp issuer jwks' before rotating again.");
        using (var old = Load())
            _retired.Add(IssuerPublicKey.Of(old), Now + s_retirement);

        // Published before it signs, so that at no moment a key is out that cannot be checked.
        using var fresh = Make();
        StateFolder.WritePrivate(PublicPath, Document(fresh));
        StateFolder.WritePrivate(PrivatePath, fresh.ExportPkcs8PrivateKeyPem());
    }

    public string Jwks()
    {
        using var key = Exists ? Load() : throw Missing();
        return Document(key);
    }

    public Secret Sign(KeyGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);

        using var key = Load();
        var signer = new ECDsaSecurityKey(key) { KeyId = IssuerPublicKey.Of(key).Id };
        var credentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new Secret(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(KeyClaims.Write(grant), credentials));
    }

    private string Document(ECDsa signing)
    {
        var current = IssuerPublicKey.Of(signing);
        return JwksDocument.Write([current, .. _retired.At(Now).Where(k => k != current)]);
    }

    private static ECDsa Make() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private ECDsa Load()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PrivatePath));
        return key;
    }

    private static RefusalException Missing() => Refusal.SourceUnavailable(
        "There is no signing key in the state folder.", "Make one with 'pulsepoint-mcp issuer init', on the issuer's machine only.");
}
