using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Doctor;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Tests.Tool.Doctor;

internal sealed class SettingDecisionTests
{
    private const string Platform = "postgresql://pp_platform:hunter2@db.example.com/pulsepoint";

    private static readonly Settings s_nothing = new() { State = new StateFolder("/nowhere/pulsepoint") };
    private static readonly Settings s_analyst = s_nothing with { ApiKeyFile = "/nowhere/analyst.key" };

    [Test]
    public void Operators_credentials_beside_a_key_are_warned_of_by_name_and_not_by_value()
    {
        var found = OperatorCredentialsCheck.Judge(s_analyst with { PlatformDatabase = Platform, MigratorDatabase = Platform });

        found.Standing.Should().Be(Standing.Warning);
        found.ToString().Should().Contain("PULSEPOINT_MIGRATOR_DATABASE, PULSEPOINT_PLATFORM_DATABASE").And.NotContain("hunter2");
    }

    [Test]
    public void An_operators_machine_has_credentials_and_no_key()
    {
        OperatorCredentialsCheck.Judge(s_nothing with { PlatformDatabase = Platform }).Standing.Should().Be(Standing.Well);
        OperatorCredentialsCheck.Judge(s_analyst).Standing.Should().Be(Standing.Well);
    }

    [Test]
    public void Google_credentials_beside_a_key_are_warned_of_with_the_way_to_the_mailbox()
    {
        var found = GoogleCredentialsCheck.Judge(s_analyst with { GoogleAccess = new GoogleAccessOptions { Credentials = "default" } });

        found.Standing.Should().Be(Standing.Warning);
        found.Text.Should().Contain("reach past one organisation");
        found.Fix.Should().Contain("worker --tokens");
    }

    [Test]
    public void Google_credentials_are_for_operators_and_must_be_there()
    {
        GoogleCredentialsCheck.Judge(s_analyst).Standing.Should().Be(Standing.Well);
        GoogleCredentialsCheck.Judge(s_nothing with { GoogleAccess = new GoogleAccessOptions { Credentials = "default" } }).Standing.Should().Be(Standing.Well);
        GoogleCredentialsCheck.Judge(s_nothing with { GoogleAccess = new GoogleAccessOptions { Credentials = "/nowhere/google.json" } }).Standing.Should().Be(Standing.Wrong);
    }

    [Test]
    public void Events_stay_here_until_a_topic_is_set()
    {
        EventsCheck.Judge(s_nothing).Text.Should().Contain("this machine's history");
        EventsCheck.Judge(s_nothing with { PubSub = new() { Topic = "projects/acme/topics/pulsepoint-{tenant}" } }).Text.Should().Contain("projects/acme/topics");
    }

    [TestCase(0, 0, "All is well.")]
    [TestCase(0, 2, "All is well, with 2 warnings.")]
    [TestCase(1, 0, "One thing is wrong.")]
    [TestCase(3, 1, "3 things are wrong, with one warning.")]
    public void The_last_line_counts(int wrong, int warnings, string line)
    {
        var checks = Enumerable.Repeat(Finding.Wrong("Wrong.", "Mend it."), wrong).Concat(Enumerable.Repeat(Finding.Warning("Old.", "Update."), warnings)).Append(Finding.Skipped("Not here."));

        DiagnosisReport.Sum(new Diagnosis([.. checks.Select(f => new CheckedThing("any", f))])).Should().Be(line);
    }
}
