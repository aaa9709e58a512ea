using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class SetupStatusTests : ServerFixture
{
    [Test]
    public async Task Without_a_key_it_says_what_to_do_and_to_restart()
    {
        var pair = Start(Issuer.Options);

        var result = (await pair.CallAsync("setup_status")).GetProperty("result");

        var content = result.GetProperty("structuredContent");
        result.TryGetProperty("isError", out _).Should().BeFalse();
        content.GetProperty("ready").GetBoolean().Should().BeFalse();
        content.GetProperty("code").GetString().Should().Be("key_missing");
        content.GetProperty("restart_required").GetBoolean().Should().BeTrue();
        result.GetProperty("content")[0].GetProperty("text").GetString().Should().Contain("PULSEPOINT_API_KEY_FILE").And.Contain("restart the server");
    }

    [Test]
    public async Task With_a_refused_key_it_says_why_without_showing_it()
    {
        var pair = Start(Issuer.Options with { Key = new Secret("eyJ.rubbish") });

        var answer = await pair.CallAsync("setup_status");

        answer.GetProperty("result").GetProperty("structuredContent").GetProperty("code").GetString().Should().Be("key_invalid");
        answer.ToString().Should().NotContain("rubbish");
    }

    [Test]
    public async Task With_a_good_key_it_says_that_all_is_well_to_clients_that_kept_an_old_list()
    {
        var pair = Start();

        var content = (await pair.CallAsync("setup_status")).GetProperty("result").GetProperty("structuredContent");

        content.GetProperty("ready").GetBoolean().Should().BeTrue();
        content.GetProperty("code").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }
}
