namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>A kind of thing in Pub/Sub that has a name, so that none can be passed as another.</summary>
internal interface IResourceKind
{
    /// <summary>What one is called in a sentence.</summary>
    static abstract string Noun { get; }

    /// <summary>The part of a name that tells its kind.</summary>
    static abstract string Collection { get; }

    /// <summary>The full name of one.</summary>
    static abstract string Example { get; }
}
