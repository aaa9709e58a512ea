using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Cli;

namespace Pulsepoint.Mcp.Tests.Tool.Cli;

internal sealed class CommandLineTests
{
    [TestCase("it takes a whole number.", "demo", "--scale", "abc")]
    [TestCase("it takes a whole number.", "usage", "history", "--tenant", "aurora", "--limit", "many")]
    [TestCase("--limit takes numbers from 1 to 100000.", "usage", "history", "--tenant", "aurora", "--limit", "0")]
    [TestCase("--timeout takes seconds from 1 to 3600.", "outbox", "flush", "--timeout", "3601")]
    [TestCase("it takes a whole number.", "alerts", "watch", "--every", "abc")]
    [TestCase("--every takes seconds from 10 to 86400.", "alerts", "watch", "--every", "9")]
    public void A_value_of_the_wrong_kind_is_refused_without_naming_a_type(string end, params string[] arguments)
    {
        var parsed = CommandLineRoot.Create().Parse(arguments);

        CommandLineRoot.ErrorOf(parsed).Should().EndWith(end).And.NotContain("System.");
    }
}
