using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

internal sealed class ResourceNameTests
{
    [TestCase("projects/acme/topics/pulsepoint-aurora")]
    [TestCase("projects/acme.com:analytics-7/topics/A.b_c~d+e%41")]
    public void A_full_name_is_taken_as_it_is(string text) => ResourceName<Topic>.Parse(text).Value.Should().Be(text);

    [TestCase("")]
    [TestCase("pulsepoint-aurora")]
    [TestCase("projects/acme/subscriptions/pulsepoint")]
    [TestCase("projects//topics/pulsepoint")]
    [TestCase("projects/7acme/topics/pulsepoint")]
    [TestCase("projects/acme-/topics/pulsepoint")]
    [TestCase("projects/Acme/topics/pulsepoint")]
    [TestCase("projects/acme/topics/ab")]
    [TestCase("projects/acme/topics/7pulsepoint")]
    [TestCase("projects/acme/topics/google-topic")]
    [TestCase("projects/acme/topics/pulse point")]
    [TestCase("projects/acme/topics/pulsepoint/more")]
    [TestCase("/projects/acme/topics/pulsepoint")]
    [TestCase("projects/acme/topics/pulsepoint?x")]
    public void Anything_else_is_refused_with_an_example(string text)
    {
        ResourceName<Topic>.TryParse(text, out _).Should().BeFalse();
        FluentActions.Invoking(() => ResourceName<Topic>.Parse(text)).Should().Throw<FormatException>().WithMessage("A topic*like 'projects/acme/topics/pulsepoint-aurora'*");
    }

    [Test]
    public void A_subscription_is_no_topic()
    {
        ResourceName<Subscription>.Parse("projects/acme/subscriptions/alerts").Value.Should().Be("projects/acme/subscriptions/alerts");
        ResourceName<Subscription>.TryParse("projects/acme/topics/alerts", out _).Should().BeFalse();
        FluentActions.Invoking(() => ResourceName<Subscription>.Parse("alerts")).Should().Throw<FormatException>().WithMessage("A subscription*like 'projects/acme/subscriptions/*");
    }

    [TestCase("projects/acme/topics/pulsepoint-{tenant}", "projects/acme/topics/pulsepoint-aurora")]
    [TestCase("projects/acme-{tenant}/topics/pulsepoint", "projects/acme-aurora/topics/pulsepoint")]
    public void A_template_names_the_topic_of_each_tenant(string template, string topic) =>
        ResourceTemplate<Topic>.TryParse(template)!.For(TenantId.Parse("aurora")).Value.Should().Be(topic);

    [TestCase("projects/acme/topics/pulsepoint", Description = "one topic for all")]
    [TestCase("projects/acme/topics/{tenant}", Description = "a slug may begin with a digit")]
    [TestCase("projects/acme/topics/pulsepoint-{tenant}-{brand}")]
    [TestCase("pulsepoint-{tenant}")]
    public void A_template_that_does_not_name_a_topic_for_every_tenant_is_refused(string template) =>
        ResourceTemplate<Topic>.TryParse(template).Should().BeNull();
}
