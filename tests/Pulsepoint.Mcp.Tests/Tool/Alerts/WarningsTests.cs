using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Alerts;

namespace Pulsepoint.Mcp.Tests.Tool.Alerts;

internal sealed class WarningsTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task The_same_is_said_once_an_hour_and_something_else_at_once()
    {
        await using var output = new StringWriter();
        var warnings = new Warnings(_time, output);

        await warnings.SayAsync("The database is away.");
        _time.Advance(TimeSpan.FromMinutes(59));
        await warnings.SayAsync("The database is away.");
        await warnings.SayAsync("The webhook is away.");
        _time.Advance(TimeSpan.FromMinutes(1));
        await warnings.SayAsync("The database is away.");

        Lines(output).Should().Equal("warning: The database is away.", "warning: The webhook is away.", "warning: The database is away.");
    }

    [Test]
    public async Task What_was_over_is_said_when_it_is_so_again()
    {
        await using var output = new StringWriter();
        var warnings = new Warnings(_time, output);

        await warnings.SayAsync("The database is away.");
        warnings.Forget("The database is away.");
        await warnings.SayAsync("The database is away.");

        Lines(output).Should().HaveCount(2);
    }

    private static string[] Lines(StringWriter output) => output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
