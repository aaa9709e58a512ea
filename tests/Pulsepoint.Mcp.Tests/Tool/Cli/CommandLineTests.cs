using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class CommandLineTests
{
    [TestCase("it takes a whole number.", "demo", "--scale", "abc")]
    [TestCase("it takes a whole number.", "usage", "history", "--tenant", "aurora", "--limit", "many")]
    public void A_value_of_the_wrong_kind_is_refused_without_naming_a_type(string end, params string[] arguments)
    {
        var parsed = CommandLineRoot.Create().Parse(arguments);

        CommandLineRoot.ErrorOf(parsed).Should().EndWith(end).And.NotContain("System.");
    }
}
