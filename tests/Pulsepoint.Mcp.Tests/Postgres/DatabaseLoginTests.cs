using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Postgres;

internal sealed class DatabaseLoginTests
{
    private static readonly KeyId s_key = new(Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"));

    [Test]
    public void The_role_is_named_after_the_key()
    {
        DatabaseLogin.RoleOf(s_key).Should().Be("pp_k_0190a1b2c3d47e5f8a9b0c1d2e3f4a5b");
    }

    [Test]
    public void The_password_is_the_pinned_mac_of_the_whole_key()
    {
        var login = DatabaseLogin.For(new Secret("header.payload.signature"), s_key);

        // printf pulsepoint-db-login-v1 | openssl dgst -sha256 -hmac header.payload.signature -binary | basenc --base64url
        login.Password.Reveal().Should().Be("xP_3mheH9yJr3bUe2jll3Ehh1c-fVkhF9haefVIgjgo");
    }

    [Test]
    public void The_password_is_not_printed()
    {
        var login = DatabaseLogin.For(new Secret("header.payload.signature"), s_key);

        login.ToString().Should().NotContain(login.Password.Reveal());
    }
}
