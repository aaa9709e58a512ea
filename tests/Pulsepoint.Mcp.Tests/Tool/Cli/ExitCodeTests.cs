using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class ExitCodeTests
{
    private static readonly SettingException s_setting = new("PULSEPOINT_PG_BIN", "names no programs.", "/usr/lib/postgresql/17/bin");

    [Test]
    public void A_wrong_setting_is_wrong_usage_however_deep_it_was_found() =>
        new[] { ExitCode.Of(s_setting), ExitCode.Of(Refusal.SourceUnavailable("It does not start.", "Mend it.", s_setting)) }.Should().AllBeEquivalentTo(ExitCode.WrongUsage);

    [Test]
    public void So_is_what_must_be_installed() =>
        ExitCode.Of(Refusal.SourceUnavailable("It does not start.", "Install it.", new MissingOnMachineException("No Postgres.", "apt-get install postgresql"))).Should().Be(ExitCode.MissingOnMachine);

    [Test]
    public void A_refused_key_is_told_from_what_failed() =>
        new[] { ExitCode.Of(Refusal.KeyExpired()), ExitCode.Of(Refusal.RateLimited(1)), ExitCode.Of(new InvalidOperationException("no")) }
            .Should().Equal(ExitCode.KeyRefused, ExitCode.Failed, ExitCode.Failed);

    [Test]
    public void At_a_shell_there_is_no_server_to_restart() =>
        ShellAdvice.Of(Refusal.KeyMissing().NextStep).Should().Be("Set PULSEPOINT_API_KEY or PULSEPOINT_API_KEY_FILE.");
}
