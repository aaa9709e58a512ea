using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Access;

[TestFixture]
public sealed class KeyIssuerTests
{
    private TestIssuer _issuer = null!;

    [SetUp]
    public void Prepare() => _issuer = new TestIssuer();

    [TearDown]
    public void CleanUp() => _issuer.Dispose();

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void The_private_key_is_for_its_owner_only()
    {
        var folder = _issuer.Options.State.Issuer;

        File.GetUnixFileMode(Path.Combine(folder, "signing-key.pem")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public void A_second_init_keeps_the_key()
    {
        var before = _issuer.Keys.Jwks();

        _issuer.Keys.Init();

        _issuer.Keys.Jwks().Should().Be(before);
        _issuer.Keys.Exists.Should().BeTrue();
    }

    [Test]
    public void Two_that_make_the_key_at_once_agree_on_one()
    {
        var folder = _issuer.Options.State.Issuer;
        File.Delete(Path.Combine(folder, "signing-key.pem"));
        File.Delete(Path.Combine(folder, "jwks.json"));

        Parallel.For(0, 8, _ => _issuer.Keys.Init());

        var published = _issuer.Keys.Jwks();
        File.Delete(Path.Combine(folder, "jwks.json"));
        _issuer.Keys.Init();
        _issuer.Keys.Jwks().Should().Be(published, "the published key must be the one that signs");
        Directory.GetFiles(folder).Should().HaveCount(2, "nothing half written is left");
    }

    [Test]
    public void A_lost_jwks_is_made_again_from_the_private_key()
    {
        var before = _issuer.Keys.Jwks();
        File.Delete(Path.Combine(_issuer.Options.State.Issuer, "jwks.json"));

        _issuer.Keys.Init();

        _issuer.Keys.Jwks().Should().Be(before);
    }

    [Test]
    public void The_jwks_holds_nothing_private()
    {
        var key = JsonDocument.Parse(_issuer.Keys.Jwks()).RootElement.GetProperty("keys")[0];

        key.EnumerateObject().Select(p => p.Name).Should().BeEquivalentTo("kty", "crv", "use", "alg", "kid", "x", "y");
    }

    [Test]
    public void A_signed_key_names_its_signer_by_thumbprint()
    {
        var key = JsonDocument.Parse(_issuer.Keys.Jwks()).RootElement.GetProperty("keys")[0];
        var header = _issuer.Keys.Sign(TestIssuer.Grant).Reveal().Split('.')[0];

        var read = JsonDocument.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(header))).RootElement;

        var thumbprint = new Microsoft.IdentityModel.Tokens.JsonWebKey(key.GetRawText()).ComputeJwkThumbprint();
        read.GetProperty("alg").GetString().Should().Be("ES256");
        read.GetProperty("kid").GetString().Should().Be(System.Buffers.Text.Base64Url.EncodeToString(thumbprint));
    }
}
