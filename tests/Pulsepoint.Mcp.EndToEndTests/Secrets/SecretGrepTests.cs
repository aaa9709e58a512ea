using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Tool;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>A grep that sees nothing would let every other test here pass.</summary>
internal sealed class SecretGrepTests
{
    private const string Text = "p+ss/w0rd=of a \"test\"";

    private static readonly SecretGrep s_grep = new(new KnownSecret("the password", Text));

    [TestCase("Password=p+ss/w0rd=of a \"test\";Port=1")]
    [TestCase("?password=p%2Bss%2Fw0rd%3Dof%20a%20%22test%22&port=1")]
    [TestCase("""{"password":"p\u002Bss/w0rd=of a \u0022test\u0022"}""")]
    [TestCase("\\x702b73732f773072643d6f6620612022746573742200")]
    public void A_secret_is_found_however_it_is_written(string text)
    {
        s_grep.FindIn(text).Should().ContainSingle().Which.Name.Should().Be("the password");
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("ab")]
    [TestCase("abc")]
    public void A_secret_is_found_in_base64_wherever_it_begins(string before)
    {
        s_grep.FindIn(Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Text + "after"))).Should().ContainSingle();
    }

    [Test]
    public void A_text_without_it_holds_nothing()
    {
        s_grep.FindIn("p+ss/w0rd=of another test").Should().BeEmpty();
    }

    [Test]
    public async Task A_secret_is_found_in_a_file_where_two_pieces_meet([Values(0, 4_194_300, 4_194_304, 8_388_600)] int before)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("data");
        await File.WriteAllBytesAsync(file, [.. new byte[before], .. Encoding.UTF8.GetBytes(Text), .. new byte[100]]);

        s_grep.FindInFile(file).Should().ContainSingle();
    }

    [Test]
    public void A_finding_is_told_by_its_name_and_not_by_its_text()
    {
        var assert = () => s_grep.ShouldFindNothingIn(Text, "stderr");

        assert.Should().Throw<AssertionException>().Which.Message.Should().Contain("the password").And.Contain("stderr").And.NotContain(Text);
    }
}
