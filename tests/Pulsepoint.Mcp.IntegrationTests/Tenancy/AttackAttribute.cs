using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Pulsepoint.Mcp.IntegrationTests.Tenancy;

/// <summary>Every test of it tries to get past a wall; the run says at its end how many did and were held.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class AttackAttribute() : CategoryAttribute("Attack"), ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
    }

    public void AfterTest(ITest test) => AttackTally.Count(TestContext.CurrentContext.Result.Outcome.Status);
}
