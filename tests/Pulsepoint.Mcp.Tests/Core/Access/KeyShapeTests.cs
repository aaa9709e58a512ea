using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;

namespace Pulsepoint.Mcp.Tests.Core.Access;

[TestFixture]
public sealed class KeyShapeTests
{
    private const string Header = "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ";
    private const string Claims = "eyJ0ZW5hbnQiOiJhdXJvcmEifQ";

    [TestCase($"{Header}.{Claims}.c2lnbmF0dXJl")]
    [TestCase($"{Header}.{Claims}", Description = "its end was lost")]
    [TestCase($"{Header}.eyJ0ZW5hbnQi")]
    [TestCase($"--out={Header}.{Claims}.c2lnbmF0dXJl")]
    [TestCase($"{{\"key\": \"{Header}.{Claims}.c2lnbmF0dXJl\"}}")]
    public void A_key_is_known_wherever_it_stands_and_however_it_was_cut(string text)
    {
        KeyShape.IsIn(text).Should().BeTrue();
    }

    [Test]
    public void A_key_is_taken_out_of_a_text_whole()
    {
        KeyShape.Redact($"client {Header}.{Claims}.c2lnbmF0dXJl says hello").Should().Be("client [redacted] says hello");
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("keys/aurora/analyst.key")]
    [TestCase("eyJ.key")]
    [TestCase("""{"metrics":["net_sales"]}""")]
    [TestCase("0190a000-0000-7000-8000-000000000001")]
    public void Paths_ids_and_questions_are_none(string? text)
    {
        KeyShape.IsIn(text).Should().BeFalse();
    }
}
