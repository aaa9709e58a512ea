using System.Net;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Reads HTTP's codes as the gRPC codes that they stand for.</summary>
internal static class RestAnswers
{
    // What a client that goes away is answered: gRPC's CANCELLED.
    private const int ClientClosedRequest = 499;

    public static PublishAnswer Of(HttpStatusCode code) => new(MeaningOf(code), FormattableString.Invariant($"HTTP {(int)code}"));

    private static AnswerMeaning MeaningOf(HttpStatusCode code) => (int)code switch
    {
        >= 200 and < 300 => AnswerMeaning.Taken,
        (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.Conflict or (int)HttpStatusCode.TooManyRequests
            or ClientClosedRequest or (>= 500 and < 600) => AnswerMeaning.NotNow,
        // Too large for a proxy on the way: halves may pass.
        (int)HttpStatusCode.BadRequest or (int)HttpStatusCode.RequestEntityTooLarge => AnswerMeaning.Refused,
        (int)HttpStatusCode.NotFound => AnswerMeaning.NoTopic,
        (int)HttpStatusCode.Forbidden => AnswerMeaning.NotAllowed,
        (int)HttpStatusCode.Unauthorized => AnswerMeaning.NotKnown,
        _ => AnswerMeaning.Strange,
    };
}
