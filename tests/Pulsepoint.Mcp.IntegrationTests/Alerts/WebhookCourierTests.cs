using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Alerts;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Alerts;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.IntegrationTests.Alerts;

internal sealed class WebhookCourierTests
{
    private static readonly Secret s_secret = WebhookSignature.NewSecret();

    private readonly HastyTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task What_is_sent_is_signed_so_that_other_code_can_check_it()
    {
        using var receiver = new WebhookReceiver(200);

        var problem = await TellAsync(receiver.Url);

        problem.Should().BeNull();
        var (signature, body) = receiver.Seen.Single();
        var parts = signature.Split(',').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        using var hmac = new HMACSHA256(Encoding.ASCII.GetBytes(s_secret.Reveal()));
        var expected = hmac.ComputeHash(Encoding.UTF8.GetBytes($"{parts["t"]}.{body}"));
        CryptographicOperations.FixedTimeEquals(Convert.FromHexString(parts["v1"]), expected).Should().BeTrue();
        long.Parse(parts["t"], CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(1795435200);
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("type").GetString().Should().Be("alert.open");
        json.RootElement.GetProperty("alert").GetProperty("value").GetDecimal().Should().Be(12.5m);
    }

    [Test]
    public async Task A_receiver_that_is_down_for_a_moment_is_asked_again()
    {
        using var receiver = new WebhookReceiver(503, 429, 200);

        (await TellAsync(receiver.Url)).Should().BeNull();

        receiver.Seen.Should().HaveCount(3);
        receiver.Seen.Select(s => s.Body).Distinct().Should().ContainSingle();
    }

    [Test]
    public async Task A_receiver_that_stays_down_is_left_for_later()
    {
        using var receiver = new WebhookReceiver(500);

        (await TellAsync(receiver.Url)).Should().Contain("500");

        receiver.Seen.Should().HaveCount(4);
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        using var receiver = new WebhookReceiver(302);

        (await TellAsync(receiver.Url)).Should().Contain("302");

        receiver.Seen.Should().ContainSingle();
    }

    [Test]
    public async Task Our_own_network_is_not_reached_unless_the_operator_says_so()
    {
        using var receiver = new WebhookReceiver(200);
        var url = new UriBuilder(receiver.Url) { Scheme = "https" }.Uri;

        (await TellAsync(url, new WebhookOptions())).Should().Contain("not on the internet");
        (await TellAsync(new UriBuilder(url) { Host = "localhost" }.Uri, new WebhookOptions())).Should().Contain("not on the internet");
        (await TellAsync(url, new WebhookOptions { AllowsPrivate = true })).Should().NotContain("not on the internet", "it is reached, and speaks no TLS");
        (await TellAsync(receiver.Url, new WebhookOptions { AllowsPrivate = true })).Should().Contain("not HTTPS");
        receiver.Seen.Should().BeEmpty();
    }

    [Test]
    public async Task What_must_not_be_reached_is_not_tried_again()
    {
        using var receiver = new WebhookReceiver(200);
        var url = new UriBuilder(receiver.Url) { Scheme = "https" }.Uri;
        var waits = _time.Waits;

        await TellAsync(url, new WebhookOptions());
        await TellAsync(receiver.Url, new WebhookOptions());

        _time.Waits.Should().Be(waits);
    }

    private async Task<string?> TellAsync(Uri url, WebhookOptions? options = null)
    {
        using var client = new WebhookClient(options ?? new WebhookOptions { AllowsLoopbackHttp = true });
        using var store = new MemoryAlertStore(_time);
        var courier = new WebhookCourier(store, null!, null!, client, _time); // telling needs neither
        return await courier.TellAsync(url, s_secret, SomeAlert(), CancellationToken.None).WaitAsync(McpPair.Timeout);
    }

    private static Alert SomeAlert() => new()
    {
        Id = AlertId.New(TimeProvider.System),
        Rule = AlertRules.Of(AlertKind.MetricBelow, 100),
        State = AlertState.Open,
        Value = 12.5m,
        Threshold = 100,
        FiredAt = Instant.FromUtc(2026, 11, 23, 12, 0),
        ChangedAt = Instant.FromUtc(2026, 11, 23, 12, 0),
    };

    /// <summary>Whoever waits by this clock has waited long enough at once.</summary>
    private sealed class HastyTime(DateTimeOffset now) : FakeTimeProvider(now)
    {
        public int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits++;
            if (dueTime > TimeSpan.Zero)
                Advance(dueTime);
            return timer;
        }
    }
}
