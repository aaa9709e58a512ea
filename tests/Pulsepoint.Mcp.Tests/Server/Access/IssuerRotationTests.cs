using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Server;
using Pulsepoint.Mcp.Server.Access;
using Pulsepoint.Mcp.Testing.Access;

namespace Pulsepoint.Mcp.Tests.Server.Access;

[TestFixture]
public sealed class IssuerRotationTests
{
    private TestIssuer _state = null!;
    private FakeTimeProvider _time = null!;
    private KeyIssuer _issuer = null!;

    [SetUp]
    public void Prepare()
    {
        _state = new TestIssuer();
        _time = new FakeTimeProvider(TestIssuer.Now.ToDateTimeOffset());
        _issuer = new KeyIssuer(_state.Options, _time);
    }

    [TearDown]
    public void CleanUp() => _state.Dispose();

    [Test]
    public void New_keys_are_signed_by_the_new_key_and_old_ones_still_verify()
    {
        var before = _issuer.Sign(TestIssuer.Grant);
        var signer = Published()[0];

        _issuer.Rotate();

        var after = _issuer.Sign(TestIssuer.Grant);
        Published().Should().HaveCount(2).And.EndWith(signer);
        Verifier().Verify(before).Key.Should().Be(TestIssuer.Grant.Key);
        Verifier().Verify(after).Key.Should().Be(TestIssuer.Grant.Key);
        after.Reveal().Split('.')[0].Should().NotBe(before.Reveal().Split('.')[0], "the header names the signer");
    }

    [Test]
    public void What_is_printed_is_what_is_kept_for_this_machine()
    {
        _issuer.Rotate();

        _issuer.Jwks().Should().Be(File.ReadAllText(IssuerKeys.OwnPath(_state.Options)));
    }

    [Test]
    public void A_retired_key_stays_until_the_last_key_it_signed_has_expired()
    {
        var longest = _issuer.Sign(TestIssuer.Grant with { ExpiresAt = TestIssuer.Now + Duration.FromDays(365) });
        var signer = Published()[0];
        _issuer.Rotate();

        _time.Advance(TimeSpan.FromDays(365) + TimeSpan.FromSeconds(59));
        Published().Should().Contain(signer);
        Verifier().Verify(longest);
        _time.Advance(TimeSpan.FromDays(1));

        Published().Should().NotContain(signer).And.ContainSingle();
    }

    [Test]
    public void Each_rotation_puts_the_newest_first_and_keeps_the_others()
    {
        var first = Published();
        _issuer.Rotate();
        _time.Advance(TimeSpan.FromDays(1));
        var second = Published();
        _issuer.Rotate();

        var third = Published();

        third.Should().HaveCount(3).And.OnlyHaveUniqueItems().And.EndWith([second[0], first[0]]);
    }

    [Test]
    public void The_old_private_key_is_gone()
    {
        var old = File.ReadAllText(Path.Combine(Folder, "signing-key.pem"));

        _issuer.Rotate();

        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText).Should().NotContain(old)
            .And.ContainSingle(text => text.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    [Test]
    public void A_lost_jwks_is_made_again_with_the_retired_keys_in_it()
    {
        _issuer.Rotate();
        var before = _issuer.Jwks();
        File.Delete(IssuerKeys.OwnPath(_state.Options));

        _issuer.Init();

        File.ReadAllText(IssuerKeys.OwnPath(_state.Options)).Should().Be(before);
    }

    [Test]
    public void A_rotation_that_ended_before_the_new_key_signs_can_be_made_again()
    {
        var pem = File.ReadAllText(Path.Combine(Folder, "signing-key.pem"));
        _issuer.Rotate();
        StateFolder.WritePrivate(Path.Combine(Folder, "signing-key.pem"), pem);

        var key = _issuer.Sign(TestIssuer.Grant);
        Verifier().Verify(key);
        _issuer.Rotate();

        Verifier().Verify(key);
        Published().Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    [Test]
    public void Two_rotations_do_not_run_at_once()
    {
        using var other = FileLock.TryTake(Path.Combine(Folder, "rotation.lock"));
        var before = _issuer.Jwks();

        Refusing(_issuer).Message.Should().Contain("at work");

        _issuer.Jwks().Should().Be(before);
    }

    [Test]
    public void Without_a_signing_key_there_is_nothing_to_rotate()
    {
        var nowhere = new ServerOptions { Version = "1", State = new StateFolder(Path.Combine(_state.Options.State.Root, "empty")) };

        Refusing(new KeyIssuer(nowhere, _time)).NextStep.Should().Contain("issuer init");
    }

    [Test]
    public void A_damaged_retired_key_is_named_and_not_left_out()
    {
        _issuer.Rotate();
        var file = Directory.GetFiles(Path.Combine(Folder, "retired")).Single();
        File.WriteAllText(file, "{}");

        var read = () => _issuer.Jwks();

        read.Should().Throw<InvalidDataException>().WithMessage($"*{Path.GetFileName(file)}*");
    }

    private string Folder => _state.Options.State.Issuer;

    private ApiKeyVerifier Verifier() => new(new IssuerKeys(_state.Options), _time);

    private List<string> Published()
    {
        using var document = JsonDocument.Parse(_issuer.Jwks());
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }

    private static RefusalException Refusing(KeyIssuer issuer) => Assert.Throws<RefusalException>(issuer.Rotate)!;
}
