using System.Security.Cryptography;
using CsCheck;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Core.Tokens;

internal sealed class TokenEnvelopeTests
{
    private static readonly TokenBinding s_binding = new(
        TenantId.Parse("aurora"), new KeyId(Guid.Parse("0190a000-0000-7000-8000-000000000001")),
        new TokenRequestId(Guid.Parse("0190a000-0000-7000-8000-000000000002")), Instant.FromUtc(2026, 11, 23, 18, 0));

    private static readonly Secret s_token = new("ya29.a0AfH6SMBx");

    private readonly TokenReceiver _receiver = TokenReceiver.Create();

    [OneTimeTearDown]
    public void TearDown() => _receiver.Dispose();

    [Test]
    public void Whatever_the_token_is_the_one_who_asked_opens_it() => Gen.String[Gen.Char.AlphaNumeric, 1, 2000].Sample(text =>
    {
        using var receiver = TokenReceiver.Create();
        var envelope = TokenEnvelope.Seal(s_binding, receiver.PublicKey(), new Secret(text));
        return receiver.TryOpen(s_binding, envelope)!.Reveal() == text;
    }, iter: 100);

    [Test]
    public void Any_bit_that_was_changed_is_noticed()
    {
        var envelope = TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token);
        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            var changed = (byte[])envelope.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            _receiver.TryOpen(s_binding, changed).Should().BeNull($"bit {bit} was changed");
        }
    }

    [Test]
    public void Any_length_that_was_cut_is_noticed()
    {
        var envelope = TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token);
        for (var length = 0; length < envelope.Length; length++)
            _receiver.TryOpen(s_binding, envelope.AsSpan(0, length)).Should().BeNull();
    }

    [Test]
    public void It_opens_under_no_other_binding()
    {
        var envelope = TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token);

        foreach (var other in new[]
        {
            s_binding with { Tenant = TenantId.Parse("borealis") },
            s_binding with { Key = new KeyId(Guid.Parse("0190a000-0000-7000-8000-000000000003")) },
            s_binding with { Request = new TokenRequestId(Guid.Parse("0190a000-0000-7000-8000-000000000003")) },
            s_binding with { Until = s_binding.Until + Duration.FromSeconds(1) },
            // The parts of one are not mistaken for those of another.
            s_binding with { Key = new KeyId(s_binding.Request.Value), Request = new TokenRequestId(s_binding.Key.Value) },
        })
            _receiver.TryOpen(other, envelope).Should().BeNull(other.ToString());

        _receiver.TryOpen(s_binding, envelope)!.Reveal().Should().Be(s_token.Reveal());
    }

    [Test]
    public void No_other_pair_opens_it()
    {
        using var other = TokenReceiver.Create();

        other.TryOpen(s_binding, TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token)).Should().BeNull();
    }

    [Test]
    public void The_same_token_is_never_sealed_alike() =>
        TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token).Should().NotEqual(TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token));

    [Test]
    public void Only_a_point_of_P256_is_a_public_key()
    {
        using var larger = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        var own = _receiver.PublicKey();
        var off = (byte[])own.Clone();
        off[^1] ^= 1;

        TokenEnvelope.IsPublicKey(own).Should().BeTrue();
        own.Should().HaveCount(TokenEnvelope.PublicKeyBytes);
        foreach (var none in new[] { [], off, own[..^1], [.. own, 0], larger.ExportSubjectPublicKeyInfo(), new byte[TokenEnvelope.PublicKeyBytes] })
            TokenEnvelope.IsPublicKey(none).Should().BeFalse();
    }

    [Test]
    public void Another_process_of_the_key_opens_it_with_what_was_kept_beside_the_request()
    {
        var tenant = Contexts.Of("aurora");
        var kept = _receiver.Keepsake(tenant, s_binding.Request);
        var envelope = TokenEnvelope.Seal(s_binding, _receiver.PublicKey(), s_token);

        using var elsewhere = TokenReceiver.TryRestore(tenant, s_binding.Request, kept);

        elsewhere!.TryOpen(s_binding, envelope)!.Reveal().Should().Be(s_token.Reveal());
    }

    [Test]
    public void What_was_kept_opens_for_no_other_key_tenant_or_request()
    {
        var tenant = Contexts.Of("aurora");
        var kept = _receiver.Keepsake(tenant, s_binding.Request);
        var other = new TokenRequestId(Guid.Parse("0190a000-0000-7000-8000-000000000003"));
        var changed = (byte[])kept.Clone();
        changed[^1] ^= 1;

        TokenReceiver.TryRestore(tenant with { Login = new DatabaseLogin("pp_k_test", new Secret("another")) }, s_binding.Request, kept).Should().BeNull();
        TokenReceiver.TryRestore(tenant with { Key = new KeyId(other.Value) }, s_binding.Request, kept).Should().BeNull();
        TokenReceiver.TryRestore(Contexts.Of("borealis"), s_binding.Request, kept).Should().BeNull();
        TokenReceiver.TryRestore(tenant, other, kept).Should().BeNull();
        TokenReceiver.TryRestore(tenant, s_binding.Request, changed).Should().BeNull();
        TokenReceiver.TryRestore(tenant, s_binding.Request, []).Should().BeNull();
    }
}
