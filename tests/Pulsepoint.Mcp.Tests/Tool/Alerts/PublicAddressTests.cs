using System.Net;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Alerts;

namespace Pulsepoint.Mcp.Tests.Tool.Alerts;

internal sealed class PublicAddressTests
{
    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("10.1.2.3")]
    [TestCase("172.31.255.255")]
    [TestCase("192.168.1.1")]
    [TestCase("100.64.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("224.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::1")]
    [TestCase("::")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("::ffff:0:10.0.0.1")]
    [TestCase("64:ff9b::a00:1")]
    [TestCase("2002:a00:1::")]
    [TestCase("fe80::1")]
    [TestCase("fd00:ec2::254")]
    [TestCase("ff02::1")]
    public void What_only_our_own_network_reaches_is_not_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeFalse();

    [TestCase("8.8.8.8")]
    [TestCase("172.32.0.1")]
    [TestCase("2606:4700::1111")]
    [TestCase("::ffff:8.8.8.8")]
    public void The_internet_is(string address) => PublicAddress.Is(IPAddress.Parse(address)).Should().BeTrue();
}
