using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Approval;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class MetricsPageTests
{
    [Test]
    public void The_page_about_metrics_says_what_the_catalogue_says() => Approved.MatchPage("metrics.md", MetricsPage.Write());
}
