using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Access;

namespace Pulsepoint.Mcp.Tests.Postgres;

internal sealed class ScramVerifierTests
{
    // The exchange of RFC 7677, section 3: user "user", password "pencil".
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";

    private const string AuthMessage =
        "n=user,r=rOprNGfwEbeRWgbNEkqO,"
        + "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
        + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    private const string ClientProof = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private const string ServerSignature = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    [Test]
    public void The_verifier_accepts_the_proof_of_the_rfc()
    {
        var (storedKey, _) = KeysOf(ScramVerifier.Make(new Secret("pencil"), Convert.FromBase64String(Salt), 4096));

        var signature = HMACSHA256.HashData(storedKey, Encoding.ASCII.GetBytes(AuthMessage));
        var clientKey = Convert.FromBase64String(ClientProof).Zip(signature, (p, s) => (byte)(p ^ s)).ToArray();

        SHA256.HashData(clientKey).Should().Equal(storedKey);
    }

    [Test]
    public void The_verifier_signs_as_the_server_of_the_rfc()
    {
        var (_, serverKey) = KeysOf(ScramVerifier.Make(new Secret("pencil"), Convert.FromBase64String(Salt), 4096));

        var signature = HMACSHA256.HashData(serverKey, Encoding.ASCII.GetBytes(AuthMessage));

        Convert.ToBase64String(signature).Should().Be(ServerSignature);
    }

    [Test]
    public void Every_verifier_has_a_salt_of_its_own()
    {
        var password = new Secret("pencil");

        ScramVerifier.Make(password).Should().StartWith("SCRAM-SHA-256$4096:").And.NotBe(ScramVerifier.Make(password));
    }

    private static (byte[] StoredKey, byte[] ServerKey) KeysOf(string verifier)
    {
        verifier.Should().StartWith($"SCRAM-SHA-256$4096:{Salt}$");
        var keys = verifier.Split('$')[2].Split(':');
        return (Convert.FromBase64String(keys[0]), Convert.FromBase64String(keys[1]));
    }
}
