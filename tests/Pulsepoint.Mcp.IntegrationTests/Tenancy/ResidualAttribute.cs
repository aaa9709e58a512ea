using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>Shows something that a key's holder can do after all, and where it ends. docs/security.md names each.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ResidualAttribute() : CategoryAttribute("Residual"), ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test) => AttackTally.CountResidual();
}
