namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>A subscription by its full name: <c>projects/acme/subscriptions/pulsepoint-alerts</c>.</summary>
internal readonly record struct SubscriptionName
{
    private SubscriptionName(string value) => Value = value;

    public string Value { get; }

    public static SubscriptionName Parse(string text) => TryParse(text, out var subscription)
        ? subscription
        : throw new FormatException("A subscription is named by its project and an id of 3 to 255 letters, digits and -._~+% that begins with a letter, like 'projects/acme/subscriptions/pulsepoint-alerts'.");

    public static bool TryParse(string? text, out SubscriptionName subscription)
    {
        var valid = ResourcePath.IsValid(text, "subscriptions");
        subscription = valid ? new SubscriptionName(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
