using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Access;

internal sealed class KeyBundleTests
{
    private const string Jwks = """{"keys":[]}""";

    [TestCase("postgresql://db.example.com/pulsepoint")]
    [TestCase(null)]
    public void What_is_written_is_read_again(string? database)
    {
        var written = new KeyBundle(new Secret("a.b.c"), Jwks, database).ToJson();

        var read = KeyBundle.Parse(written);

        KeyBundle.IsOne(written).Should().BeTrue();
        (read.Key.Reveal(), read.Jwks, read.Database).Should().Be(("a.b.c", Jwks, database));
    }

    [TestCase("a.b.c", ExpectedResult = false)]
    [TestCase(" \n{", ExpectedResult = true)]
    public bool A_key_alone_is_no_bundle(string text) => KeyBundle.IsOne(text);

    [TestCase("{", "*damaged*")]
    [TestCase("""{"format":"pulsepoint-bundle-1","key":"a","key":"b","jwks":{}}""", "*damaged*")]
    [TestCase("""{"format":"pulsepoint-bundle-1","key":7,"jwks":{}}""", "*damaged*")]
    [TestCase("""{"format":"pulsepoint-bundle-9","key":"a","jwks":{}}""", "*another version*")]
    [TestCase("""{"key":"a","jwks":{}}""", "*another version*")]
    [TestCase("""{"format":"pulsepoint-bundle-1","jwks":{}}""", "*no key*")]
    [TestCase("""{"format":"pulsepoint-bundle-1","key":"a"}""", "*no public keys*")]
    [TestCase("""{"format":"pulsepoint-bundle-1","key":"a","jwks":"x"}""", "*no public keys*")]
    public void A_bundle_that_is_none_has_its_own_sentence(string text, string sentence)
    {
        var parse = () => KeyBundle.Parse(text);

        parse.Should().Throw<RefusalException>().WithMessage(sentence).Where(r => r.Code == RefusalCode.KeyInvalid && r.InnerException == null);
    }

    [Test]
    public void The_key_is_not_printed() =>
        new KeyBundle(new Secret("a.b.c"), Jwks, null).ToString().Should().NotContain("a.b.c");
}
