using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Outbox;

namespace Pulsepoint.Mcp.Tests.Outbox;

internal sealed class OptionsTests
{
    [Test]
    public void A_cap_that_holds_next_to_nothing_is_refused()
    {
        var adding = () => new ServiceCollection().AddPulsepointOutbox(new StateFolder("unused"), new OutboxOptions { HardCapBytes = 1000 });

        adding.Should().Throw<ArgumentOutOfRangeException>();
    }
}
