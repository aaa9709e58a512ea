namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>A topic by its full name: <c>projects/acme/topics/pulsepoint-aurora</c>.</summary>
internal readonly record struct TopicName
{
    private TopicName(string value) => Value = value;

    public string Value { get; }

    public static TopicName Parse(string text) => TryParse(text, out var topic)
        ? topic
        : throw new FormatException("A topic is named by its project and an id of 3 to 255 letters, digits and -._~+% that begins with a letter, like 'projects/acme/topics/pulsepoint-aurora'.");

    public static bool TryParse(string? text, out TopicName topic)
    {
        var valid = ResourcePath.IsValid(text, "topics");
        topic = valid ? new TopicName(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
