using Grpc.Core;

namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>Reads gRPC's codes. Those that are worth another try are the ones that Google's own clients try again.</summary>
internal static class GrpcAnswers
{
    public static PublishAnswer Of(StatusCode code) => new(MeaningOf(code), code.ToString());

    public static AnswerMeaning MeaningOf(StatusCode code) => code switch
    {
        StatusCode.OK => AnswerMeaning.Taken,
        StatusCode.Cancelled or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted
            or StatusCode.Aborted or StatusCode.Internal or StatusCode.Unavailable => AnswerMeaning.NotNow,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition => AnswerMeaning.Refused,
        StatusCode.NotFound => AnswerMeaning.NoTopic,
        StatusCode.PermissionDenied => AnswerMeaning.NotAllowed,
        StatusCode.Unauthenticated => AnswerMeaning.NotKnown,
        _ => AnswerMeaning.Strange,
    };
}
