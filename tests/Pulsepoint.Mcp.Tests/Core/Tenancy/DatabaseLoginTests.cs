using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Core.Tenancy;

internal sealed class DatabaseLoginTests
{
    private static readonly KeyId s_key = new(Guid.Parse("0192d3f0-7a6b-7c00-8000-0123456789ab"));

    [Test]
    public void Login_and_password_follow_from_the_key()
    {
        var login = DatabaseLogin.For(new Secret("header.claims.signature"), s_key);

        login.Role.Should().Be("pp_k_0192d3f07a6b7c0080000123456789ab");
        // printf %s pulsepoint-db-login-v1 | openssl dgst -sha256 -hmac header.claims.signature -binary | basenc --base64url
        login.Password.Reveal().Should().Be("t_1uWrX9BrIxjABCSMATGZQLqEudOT40eDG5xFAvqfA");
    }

    [Test]
    public void Printing_a_login_shows_no_password()
    {
        var login = DatabaseLogin.For(new Secret("header.claims.signature"), s_key);

        login.ToString().Should().NotContain(login.Password.Reveal()).And.Contain("[redacted]");
    }
}
