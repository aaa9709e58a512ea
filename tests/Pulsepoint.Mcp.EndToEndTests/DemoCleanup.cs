using NUnit.Framework;
using Pulsepoint.Mcp.EndToEndTests.Demo;

namespace Pulsepoint.Mcp.EndToEndTests;

/// <summary>Stands in the root namespace, so that it runs once, after every test of the assembly.</summary>
[SetUpFixture]
internal sealed class DemoCleanup
{
    [OneTimeTearDown]
    public void RemoveTheDemo() => DemoState.Remove();
}
