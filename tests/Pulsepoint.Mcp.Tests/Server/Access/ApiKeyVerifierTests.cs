using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Access;

[TestFixture]
public sealed class ApiKeyVerifierTests
{
    private TestIssuer _issuer = null!;
    private FakeTimeProvider _time = null!;
    private ApiKeyVerifier _verifier = null!;

    [SetUp]
    public void Prepare()
    {
        _issuer = new TestIssuer();
        _time = new FakeTimeProvider(TestIssuer.Now.ToDateTimeOffset());
        _verifier = new ApiKeyVerifier(new IssuerKeys(_issuer.Options), _time);
    }

    [TearDown]
    public void CleanUp() => _issuer.Dispose();

    [Test]
    public void A_good_key_becomes_the_context_it_names()
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant with
        {
            Permissions = Permissions.AnalyticsRead | Permissions.AuditRead,
            Brands = BrandScope.Of([BrandId.Parse("luma-skin")]),
        });

        var tenant = _verifier.Verify(key);

        tenant.Tenant.Value.Should().Be("aurora");
        tenant.TenantName.Should().Be("Aurora Brands");
        tenant.User.Should().Be(TestIssuer.Grant.User);
        tenant.UserName.Should().Be("Ada");
        tenant.Key.Should().Be(TestIssuer.Grant.Key);
        tenant.Permissions.Should().Be(Permissions.AnalyticsRead | Permissions.AuditRead);
        tenant.Brands.ToString().Should().Be("luma-skin");
        tenant.ExpiresAt.Should().Be(TestIssuer.Grant.ExpiresAt);
        tenant.Login.Role.Should().Be("pp_k_0199f2f0000070008000000000000001");
        tenant.Login.Password.Reveal().Should().Be(DatabaseLogin.For(key, tenant.Key).Password.Reveal());
    }

    [Test]
    public void All_brands_are_a_star()
    {
        _verifier.Verify(_issuer.Keys.Sign(TestIssuer.Grant)).Brands.IsAll.Should().BeTrue();
    }

    [Test]
    public void An_expired_key_is_refused_after_the_allowed_skew()
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant);

        SetNow(TestIssuer.Grant.ExpiresAt + Duration.FromSeconds(59));
        _verifier.Verify(key);
        SetNow(TestIssuer.Grant.ExpiresAt + Duration.FromSeconds(60));

        Refusing(key).Code.Should().Be(RefusalCode.KeyExpired);
    }

    [Test]
    public void A_key_from_the_future_is_refused_beyond_the_allowed_skew()
    {
        var early = TestIssuer.Grant with { IssuedAt = TestIssuer.Now + Duration.FromSeconds(60) };
        _verifier.Verify(_issuer.Keys.Sign(early));

        var tooEarly = TestIssuer.Grant with { IssuedAt = TestIssuer.Now + Duration.FromSeconds(61) };

        Refusing(_issuer.Keys.Sign(tooEarly)).Message.Should().Contain("not valid yet");
    }

    [Test]
    public void A_key_for_more_than_a_year_is_refused()
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant with { ExpiresAt = TestIssuer.Now + Duration.FromDays(366) });

        Refusing(key).Message.Should().Contain("365 days");
    }

    [TestCase("none", "not signed")]
    [TestCase("HS256", "shared secret")]
    [TestCase("hs512", "shared secret")]
    [TestCase("RS256", "another algorithm")]
    [TestCase("ES384", "another algorithm")]
    public void Any_other_algorithm_is_refused(string algorithm, string why)
    {
        var parts = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.');
        var header = Encode($$"""{"alg":"{{algorithm}}","kid":"x"}""");

        Refusing(new Secret($"{header}.{parts[1]}.{parts[2]}")).Message.Should().Contain(why);
    }

    [TestCase("jwks")]
    [TestCase("pem")]
    [TestCase("der")]
    public void The_public_key_used_as_a_shared_secret_is_refused(string form)
    {
        using var signer = SigningKey();
        var secret = form switch
        {
            "jwks" => Encoding.UTF8.GetBytes(_issuer.Keys.Jwks()),
            "pem" => Encoding.UTF8.GetBytes(signer.ExportSubjectPublicKeyInfoPem()),
            _ => signer.ExportSubjectPublicKeyInfo(),
        };
        var parts = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.');
        var signed = $"{Encode($$"""{"alg":"HS256","kid":"{{IssuerPublicKey.Of(signer).Id}}"}""")}.{parts[1]}";
        var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));

        Refusing(new Secret($"{signed}.{Base64Url.EncodeToString(mac)}")).Message.Should().Contain("shared secret");
    }

    [TestCase("zeros")]
    [TestCase("der")]
    [TestCase("swapped")]
    [TestCase("long")]
    public void A_signature_in_another_shape_is_refused(string shape)
    {
        using var signer = SigningKey();
        var parts = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        byte[] other = shape switch
        {
            "zeros" => new byte[64],
            "der" => signer.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            "swapped" => [.. signature[32..], .. signature[..32]],
            _ => [.. signature, 0],
        };

        Refusing(new Secret($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(other)}")).Message.Should().Contain("signature");
    }

    [Test]
    public void A_key_that_brings_its_own_public_key_is_refused()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = IssuerPublicKey.Of(own);
        var jwk = $$"""{"kty":"EC","crv":"P-256","kid":"{{key.Id}}","x":"{{key.X}}","y":"{{key.Y}}"}""";
        using var trusted = SigningKey();

        var underOwnName = SignRaw(KeyClaims.Write(TestIssuer.Grant), own, $$"""{"alg":"ES256","kid":"{{key.Id}}","jwk":{{jwk}}}""");
        var underOurs = SignRaw(KeyClaims.Write(TestIssuer.Grant), own, $$"""{"alg":"ES256","kid":"{{IssuerPublicKey.Of(trusted).Id}}","jwk":{{jwk}}}""");

        Refusing(underOwnName).Message.Should().Contain("does not have");
        Refusing(underOurs).Message.Should().Contain("signature");
    }

    [Test]
    public void A_key_of_another_issuer_is_refused()
    {
        using var other = new TestIssuer();

        Refusing(other.Keys.Sign(TestIssuer.Grant)).Message.Should().Contain("does not have");
    }

    [Test]
    public void A_key_of_another_issuer_under_this_issuers_key_id_is_refused()
    {
        using var other = new TestIssuer();
        var parts = other.Keys.Sign(TestIssuer.Grant).Reveal().Split('.');
        var header = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.')[0];

        Refusing(new Secret($"{header}.{parts[1]}.{parts[2]}")).Message.Should().Contain("signature");
    }

    [TestCase("{\"alg\":\"ES256\"}", "which key signed it")]
    [TestCase("{\"alg\":\"ES256\",\"kid\":7}", "which key signed it")]
    [TestCase("{\"alg\":\"ES256\",\"kid\":\"nope\"}", "does not have")]
    [TestCase("{\"alg\":\"ES256\",\"alg\":\"none\"}", "name something twice")]
    [TestCase("{\"alg\":\"ES256\",\"crit\":[\"b64\"]}", "extension")]
    [TestCase("{\"kid\":\"x\"}", "not signed")]
    [TestCase("[]", "damaged")]
    [TestCase("nonsense", "damaged")]
    public void A_header_that_is_not_plain_is_refused(string header, string why)
    {
        var parts = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.');

        Refusing(new Secret($"{Encode(header)}.{parts[1]}.{parts[2]}")).Message.Should().Contain(why);
    }

    [TestCase("\"aud\":\"pulsepoint-mcp\"", "\"aud\":\"other\"", "another service")]
    [TestCase("\"aud\":\"pulsepoint-mcp\"", "\"aud\":[\"other\"]", "another service")]
    [TestCase("\"aud\":\"pulsepoint-mcp\",", "", "another service")]
    [TestCase("\"aud\":\"pulsepoint-mcp\"", "\"aud\":\"other\",\"aud\":\"pulsepoint-mcp\"", "twice")]
    [TestCase("\"tid\":\"aurora\"", "\"tid\":\"aurora\",\"\\u0074id\":\"borealis\"", "twice")]
    [TestCase("\"exp\":", "\"exp\":1,\"exp\":", "twice")]
    [TestCase("\"exp\":", "\"exp\":99999999999,\"x\":", "\"exp\"")]
    [TestCase("\"exp\":", "\"exp\":-1,\"x\":", "\"exp\"")]
    [TestCase("\"exp\":", "\"exp\":\"4102444800\",\"x\":", "\"exp\"")]
    [TestCase("\"iss\":\"pulsepoint\"", "\"iss\":\"other\"", "another issuer")]
    [TestCase("\"iss\":\"pulsepoint\",", "", "another issuer")]
    [TestCase("\"tid\":\"aurora\"", "\"tid\":\"aurora\",\"tid\":\"borealis\"", "twice")]
    [TestCase("\"tid\":\"aurora\"", "\"tid\":\"../borealis\"", "\"tid\"")]
    [TestCase("\"tid\":\"aurora\"", "\"tid\":[\"aurora\"]", "\"tid\"")]
    [TestCase("\"brands\":\"*\"", "\"brands\":\"all\"", "\"brands\"")]
    [TestCase("\"brands\":\"*\"", "\"brands\":[7]", "\"brands\"")]
    [TestCase("\"brands\":\"*\",", "", "\"brands\"")]
    [TestCase("\"perms\":[\"analytics:read\"]", "\"perms\":\"analytics:read\"", "\"perms\"")]
    [TestCase("\"jti\":\"0199f2f0-0000-7000-8000-000000000001\"", "\"jti\":\"1\"", "\"jti\"")]
    [TestCase("\"sub\":\"0199f2f0-0000-7000-8000-000000000002\"", "\"sub\":\"ada\"", "\"sub\"")]
    public void A_signed_key_with_wrong_claims_is_refused(string from, string to, string why)
    {
        var claims = KeyClaims.Write(TestIssuer.Grant);
        claims.Should().Contain(from);

        Refusing(SignRaw(claims.Replace(from, to, StringComparison.Ordinal))).Message.Should().Contain(why);
    }

    [TestCase("exp")]
    [TestCase("nbf")]
    [TestCase("iat")]
    public void A_signed_key_without_its_times_is_refused(string claim)
    {
        var claims = KeyClaims.Write(TestIssuer.Grant).Replace($"\"{claim}\":", "\"x\":", StringComparison.Ordinal);

        Refusing(SignRaw(claims)).Code.Should().Be(RefusalCode.KeyInvalid);
    }

    [Test]
    public void A_permission_from_a_later_version_is_left_out()
    {
        var claims = KeyClaims.Write(TestIssuer.Grant).Replace("\"analytics:read\"", "\"analytics:read\",\"moon:read\"", StringComparison.Ordinal);

        _verifier.Verify(SignRaw(claims)).Permissions.Should().Be(Permissions.AnalyticsRead);
    }

    [Test]
    public void A_truncated_key_is_refused([Values(1, 40, 90, 200)] int missing)
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant).Reveal();

        Refusing(new Secret(key[..^missing])).Code.Should().Be(RefusalCode.KeyInvalid);
    }

    [TestCase("x", "three parts")]
    [TestCase("a.b.c.d", "three parts")]
    [TestCase("a.b.", "no signature")]
    [TestCase("..x", "damaged")]
    public void What_is_no_token_is_refused(string text, string why)
    {
        Refusing(new Secret(text)).Message.Should().Contain(why);
    }

    [Test]
    public void An_oversize_key_is_refused_before_it_is_read()
    {
        Refusing(new Secret(new string('a', 16 * 1024 + 1))).Message.Should().Contain("16 KB");
    }

    [Test]
    public void A_header_of_16_KB_is_refused_before_it_is_read()
    {
        using var signer = SigningKey();
        var padding = new string('p', 16 * 1024);

        var key = SignRaw(KeyClaims.Write(TestIssuer.Grant), signer, $$"""{"alg":"ES256","kid":"{{IssuerPublicKey.Of(signer).Id}}","x":"{{padding}}"}""");

        Refusing(key).Message.Should().Contain("16 KB");
    }

    [Test]
    public void An_expired_key_can_still_be_read_for_showing_it()
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant);
        SetNow(TestIssuer.Grant.ExpiresAt + Duration.FromDays(1));

        _verifier.Read(key).ExpiresAt.Should().Be(TestIssuer.Grant.ExpiresAt);
        Refusing(key).Code.Should().Be(RefusalCode.KeyExpired);
    }

    [Test]
    public void Every_changed_character_breaks_the_key()
    {
        var key = _issuer.Keys.Sign(TestIssuer.Grant).Reveal();

        for (var i = 0; i < key.Length - 1; i += 7)
        {
            if (key[i] == '.')
                continue;

            var changed = key[..i] + (key[i] == 'A' ? 'B' : 'A') + key[(i + 1)..];
            Refusing(new Secret(changed)).Code.Should().Be(RefusalCode.KeyInvalid);
        }
    }

    [Test]
    public void Without_the_issuers_keys_the_refusal_says_where_to_get_them()
    {
        var options = _issuer.Options with { JwksFile = Path.Combine(_issuer.Options.State.Root, "nowhere.json") };
        var key = _issuer.Keys.Sign(TestIssuer.Grant);

        var refusal = Assert.Throws<RefusalException>(() => new ApiKeyVerifier(new IssuerKeys(options), _time).Verify(key))!;

        refusal.Code.Should().Be(RefusalCode.KeyInvalid);
        refusal.NextStep.Should().Contain("PULSEPOINT_JWKS");
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"keys\":7}")]
    [TestCase("{\"keys\":[]}")]
    public void A_broken_jwks_refuses_every_key(string jwks)
    {
        var path = Path.Combine(_issuer.Options.State.Root, "broken.json");
        File.WriteAllText(path, jwks);
        var key = _issuer.Keys.Sign(TestIssuer.Grant);

        var refusal = Assert.Throws<RefusalException>(() => new ApiKeyVerifier(new IssuerKeys(_issuer.Options with { JwksFile = path }), _time).Verify(key))!;

        refusal.Code.Should().Be(RefusalCode.KeyInvalid);
    }

    [Test]
    public void The_settings_may_name_the_jwks()
    {
        var path = Path.Combine(_issuer.Options.State.Root, "copied.json");
        File.WriteAllText(path, _issuer.Keys.Jwks());
        using var elsewhere = new TestIssuer();

        var verifier = new ApiKeyVerifier(new IssuerKeys(elsewhere.Options with { JwksFile = path }), _time);

        verifier.Verify(_issuer.Keys.Sign(TestIssuer.Grant)).Tenant.Value.Should().Be("aurora");
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private void SetNow(Instant now) => _time.SetUtcNow(now.ToDateTimeOffset());

    private RefusalException Refusing(Secret key) => Assert.Throws<RefusalException>(() => _verifier.Verify(key))!;

    /// <summary>Signs whatever it is told to, as a careless issuer with the right key would.</summary>
    private Secret SignRaw(string claims)
    {
        using var key = SigningKey();
        return SignRaw(claims, key, $$"""{"alg":"ES256","kid":"{{IssuerPublicKey.Of(key).Id}}"}""");
    }

    private static Secret SignRaw(string claims, ECDsa key, string header)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return new Secret($"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}");
    }

    private ECDsa SigningKey()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(_issuer.Options.State.Issuer, "signing-key.pem")));
        return key;
    }
}
