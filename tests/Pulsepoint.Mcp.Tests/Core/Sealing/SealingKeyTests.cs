using CsCheck;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Sealing;

internal sealed class SealingKeyTests
{
    private static readonly SecretPlace s_place = new(TenantId.Parse("aurora"), BrandId.Parse("luma-skin"), "shopify", "access_token");

    private readonly SealingKey _key = SealingKey.Create();

    [Test]
    public void What_is_sealed_opens_again_whatever_it_is() => Gen.String.Sample(text =>
        _key.Open(s_place, _key.Seal(s_place, new Secret(text))).Reveal() == Normal(text));

    [Test]
    public void Any_bit_that_was_changed_is_noticed()
    {
        var kept = _key.Seal(s_place, new Secret("shpat_123456"));
        for (var bit = 0; bit < kept.Bytes.Length * 8; bit++)
        {
            var changed = (byte[])kept.Bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            OpenRefused(s_place, kept with { Bytes = changed });
        }
    }

    [Test]
    public void It_opens_in_no_other_place()
    {
        var kept = _key.Seal(s_place, new Secret("shpat_123456"));

        OpenRefused(s_place with { Tenant = TenantId.Parse("borealis") }, kept);
        OpenRefused(s_place with { Brand = BrandId.Parse("peakform") }, kept);
        OpenRefused(s_place with { Source = "meta" }, kept);
        OpenRefused(s_place with { Name = "refresh_token" }, kept);
    }

    [Test]
    public void It_opens_with_no_other_key()
    {
        var kept = SealingKey.Create().Seal(s_place, new Secret("shpat_123456"));

        OpenRefused(s_place, kept);
        var ring = new SealingKeyRing(_key, []);
        ring.Invoking(r => r.Open(s_place, kept)).Should().Throw<RefusalException>().WithMessage($"*{kept.KeyId}, which is not here*");
    }

    [Test]
    public void The_same_secret_is_never_sealed_alike()
    {
        var secret = new Secret("shpat_123456");

        _key.Seal(s_place, secret).Bytes.Should().NotEqual(_key.Seal(s_place, secret).Bytes);
    }

    [TestCase(0)]
    [TestCase(27)]
    public void What_is_too_short_is_refused_and_not_read(int bytes) => OpenRefused(s_place, new SealedSecret(_key.Id, new byte[bytes]));

    [Test]
    public void A_key_keeps_its_id_and_the_id_is_no_part_of_it()
    {
        var text = _key.ToText().Reveal();

        SealingKey.TryParse(text + "\n")!.Id.Should().Be(_key.Id).And.HaveLength(16);
        Convert.ToHexStringLower(Convert.FromBase64String(text)).Should().NotContain(_key.Id);
    }

    [TestCase("")]
    [TestCase("not base64")]
    [TestCase("c2hvcnQ=")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_text_that_is_no_key_of_32_bytes_is_none(string text) => SealingKey.TryParse(text).Should().BeNull();

    // Half of a surrogate pair is no text; it comes back as the replacement character.
    private static string Normal(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private void OpenRefused(SecretPlace place, SealedSecret secret) =>
        _key.Invoking(k => k.Open(place, secret)).Should().Throw<RefusalException>().Where(e => e.Code == RefusalCode.SourceUnavailable);
}
