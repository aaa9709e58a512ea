namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>A topic or subscription by its full name: <c>projects/acme/topics/pulsepoint-aurora</c>.</summary>
internal readonly record struct ResourceName<TKind>
    where TKind : IResourceKind
{
    private ResourceName(string value) => Value = value;

    public string Value { get; }

    public static ResourceName<TKind> Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"A {TKind.Noun} is named by its project and an id of 3 to 255 letters, digits and -._~+% that begins with a letter, like '{TKind.Example}'.");

    public static bool TryParse(string? text, out ResourceName<TKind> name)
    {
        var valid = ResourcePath.IsValid(text, TKind.Collection);
        name = valid ? new ResourceName<TKind>(text!) : default; // what is valid is not null
        return valid;
    }

    public override string ToString() => Value;
}
