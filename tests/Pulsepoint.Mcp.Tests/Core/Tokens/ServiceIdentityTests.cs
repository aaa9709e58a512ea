using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tokens;

namespace Pulsepoint.Mcp.Tests.Core.Tokens;

internal sealed class ServiceIdentityTests
{
    [TestCase("pulsepoint-aurora@acme.iam.gserviceaccount.com")]
    [TestCase("pulsepoint-aurora@acme.example.com.iam.gserviceaccount.com")]
    public void A_service_account_is_one(string text) => ServiceIdentity.Parse(text).Email.Should().Be(text);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("ada@aurora.example")]
    [TestCase("Pulsepoint@acme.iam.gserviceaccount.com")]
    [TestCase("acme@appspot.gserviceaccount.com")]
    [TestCase("123456-compute@developer.gserviceaccount.com")]
    [TestCase("pulsepoint-aurora@acme.iam.gserviceaccount.com\n")]
    [TestCase("pulsepoint-aurora@acme.iam.gserviceaccount.com:generateAccessToken?x=@acme.iam.gserviceaccount.com")]
    [TestCase("../../pulsepoint@acme.iam.gserviceaccount.com")]
    public void Nothing_else_is(string? text) => ServiceIdentity.TryParse(text, out _).Should().BeFalse();
}
