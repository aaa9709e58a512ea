using System.Globalization;
using NodaTime;
using Pulsepoint.Mcp.Core.Outbox;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Whether events leave this machine: what waits, since when, and what no sink will take.</summary>
internal sealed class OutboxCheck(IOutboxAdministration outbox) : Check("outbox")
{
    // Delivery tries again for as long as somebody uses the key; a day of that is no hiccup any more.
    private static readonly Duration s_long = Duration.FromDays(1);

    // As in outbox status: whoever uses a key does so now and then.
    private static readonly Duration s_left = Duration.FromDays(30);

    public override async Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Judge(await outbox.StatusAsync(cancellationToken));

    internal static Finding Judge(OutboxStatus status)
    {
        if (status.DamagedFiles is [var damaged, ..])
            return Finding.Wrong($"A damaged file of events was set aside: {damaged}.", "Keep it for whoever can read what is in it, or remove it.");

        if (status.Sinks.FirstOrDefault(s => s.Dead > 0) is { } refused)
            return Finding.Wrong($"{Events(refused.Dead)} will not be taken by {refused.Sink}.", "See why with 'pulsepoint-mcp outbox dead'; then 'outbox requeue' or 'outbox purge'.");

        if (status.Left.FirstOrDefault(l => l.OldestAge > s_left) is { } left)
            return Finding.Wrong($"{Events(left.Events)} of a key of {left.Tenant} wait for more than 30 days.", $"Bring them in with 'pulsepoint-mcp outbox import --tenant {left.Tenant} {left.Key}', or give them up with 'outbox forget'.");

        if (status.UsedBytes > status.SoftCapBytes)
            return Finding.Warning("The events that wait take up so much room that the oldest will be given up.", "See with 'pulsepoint-mcp outbox status' why they are not delivered.");

        return status.Sinks.Where(s => s.OldestAge > s_long).MaxBy(s => s.OldestAge) is { } late
            ? Finding.Warning($"{Events(late.Waiting)} wait for {late.Sink}, the oldest for {Days(late.OldestAge)}.", "Use the key, or run 'pulsepoint-mcp outbox flush' with it; 'outbox status' says why the last attempt failed.")
            : Finding.Well(status.Events == 0 ? "No event waits." : $"{Events(status.Events)} wait, and none for more than a day.");
    }

    private static string Events(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} event{(count == 1 ? "" : "s")}");

    private static string Days(Duration? age) => string.Create(CultureInfo.InvariantCulture, $"{age?.TotalDays:0.0} days");
}
