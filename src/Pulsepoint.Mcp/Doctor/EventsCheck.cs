using Pulsepoint.Mcp.Hosting;

namespace Pulsepoint.Mcp.Doctor;

/// <summary>Where usage events go.</summary>
internal sealed class EventsCheck(Settings settings) : Check("events")
{
    public override Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Judge(settings));

    internal static Finding Judge(Settings settings)
    {
        var texts = settings.PubSub.KeepsTexts ? "with the words of questions" : "without the words of questions";
        return settings.PubSub.Topic is { } topic
            ? Finding.Well($"Usage events are published to {topic}, {texts}.")
            : Finding.Well($"No topic is set: usage events are kept in this machine's history, {texts}.");
    }
}
