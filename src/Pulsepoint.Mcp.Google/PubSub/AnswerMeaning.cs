namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>What an answer means for the messages of its request.</summary>
internal enum AnswerMeaning
{
    Taken,

    /// <summary>The same request may succeed later.</summary>
    NotNow,

    /// <summary>The same request never succeeds: one of its messages is at fault.</summary>
    Refused,

    NoTopic,
    NotAllowed,
    NotKnown,

    /// <summary>Pub/Sub does not say this to a publisher. Nothing is lost by taking it for a wrong setting.</summary>
    Strange,
}
