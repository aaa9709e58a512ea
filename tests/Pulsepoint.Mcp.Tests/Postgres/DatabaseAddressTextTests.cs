using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Postgres.Addresses;

namespace Pulsepoint.Mcp.Tests.Postgres;

internal sealed class DatabaseAddressTextTests
{
    [TestCase("postgresql://db.example.com/shop", "db.example.com", 5432, "shop", SslMode.VerifyFull)]
    [TestCase("postgres://db.example.com:6432/shop", "db.example.com", 6432, "shop", SslMode.VerifyFull)]
    [TestCase("postgresql://db.example.com", "db.example.com", 5432, "pulsepoint", SslMode.VerifyFull)]
    [TestCase("postgresql://db.example.com/shop?sslmode=require", "db.example.com", 5432, "shop", SslMode.VerifyFull)]
    [TestCase("postgresql://localhost:5433/shop", "localhost", 5433, "shop", SslMode.Disable)]
    [TestCase("postgresql://127.0.0.1:5433/shop?sslmode=verify-full", "127.0.0.1", 5433, "shop", SslMode.VerifyFull)]
    [TestCase("postgresql://[::1]:5433/shop", "::1", 5433, "shop", SslMode.Disable)]
    [TestCase("postgresql:///pulsepoint?host=/var/lib/pp/run&port=5499", "/var/lib/pp/run", 5499, "pulsepoint", SslMode.Disable)]
    [TestCase("postgresql://%2Fvar%2Frun/pulsepoint", "/var/run", 5432, "pulsepoint", SslMode.Disable)]
    [TestCase("Host=db.example.com;Port=6432;Database=shop", "db.example.com", 6432, "shop", SslMode.VerifyFull)]
    [TestCase("Server=/var/run;Database=my shop", "/var/run", 5432, "my shop", SslMode.Disable)]
    public void An_address_is_read(string text, string host, int port, string database, SslMode tls)
    {
        var address = DatabaseAddressText.Parse(text, "PULSEPOINT_DATABASE");

        address.Should().BeEquivalentTo(new { Host = host, Port = port, Database = database, Tls = tls, User = (string?)null });
    }

    [TestCase("postgresql://ann@db.example.com/shop", "*no user or password*")]
    [TestCase("postgresql://db.example.com/shop?user=ann", "*no user or password*")]
    [TestCase("Host=db.example.com;Username=ann;Password=x", "*no user or password*")]
    [TestCase("postgresql://db.example.com/shop?sslmode=disable", "*turns TLS off*")]
    [TestCase("postgresql://db.example.com/shop?sslmode=prefer", "*turns TLS off*")]
    [TestCase("Host=db.example.com;SSL Mode=Disable", "*turns TLS off*")]
    [TestCase("postgresql://db.example.com/shop?sslmode=strong", "*sslmode 'strong'*")]
    [TestCase("postgresql://db.example.com/shop?options=-c", "*has a part other than host, port, *")]
    [TestCase("postgresql://db.example.com:port/shop", "*has a port that is no number*")]
    [TestCase("postgresql://db.example.com:70000/shop", "*has a port that is no number*")]
    [TestCase("postgresql://a,b/shop", "*one host*")]
    [TestCase("postgresql:///shop", "*no host*")]
    [TestCase("Host=db;Pooling=false", "*has a part other than*")]
    [TestCase("a database please", "*neither a URL nor a connection string*")]
    public void A_wrong_address_is_refused_with_the_settings_name_and_an_example(string text, string sentence)
    {
        var parse = () => DatabaseAddressText.Parse(text, "PULSEPOINT_DATABASE");

        parse.Should().Throw<SettingException>().WithMessage(sentence).Which.Example.Should().StartWith("For example: PULSEPOINT_DATABASE=");
    }

    [TestCase("postgresql://pp_platform:front/back@db.example.com/shop")]
    [TestCase("postgresql://pp_platform:front?back@db.example.com/shop")]
    [TestCase("postgresql://db.example.com/shop?user=pp_platform&password=front&back")]
    public void A_password_that_is_not_escaped_is_not_repeated(string text)
    {
        var parse = () => DatabaseAddressText.ParseWithCredential(text, "PULSEPOINT_PLATFORM_DATABASE");

        parse.Should().Throw<SettingException>().Which.Message.Should().NotContainAny("front", "back");
    }

    [Test]
    public void An_operators_address_holds_user_and_password_and_does_not_print_it()
    {
        var address = DatabaseAddressText.ParseWithCredential("postgresql://pp_platform:p%40ss%3Aword@db.example.com/shop", "PULSEPOINT_PLATFORM_DATABASE");

        address.User.Should().Be("pp_platform");
        address.Password!.Reveal().Should().Be("p@ss:word");
        address.ToString().Should().NotContain("p@ss:word");
    }

    [TestCase("postgresql://db.example.com/shop")]
    [TestCase("postgresql://pp_platform@db.example.com/shop")]
    public void An_operators_address_without_a_password_is_refused(string text)
    {
        var parse = () => DatabaseAddressText.ParseWithCredential(text, "PULSEPOINT_PLATFORM_DATABASE");

        parse.Should().Throw<SettingException>().WithMessage("PULSEPOINT_PLATFORM_DATABASE must hold a user and a password*");
    }
}
