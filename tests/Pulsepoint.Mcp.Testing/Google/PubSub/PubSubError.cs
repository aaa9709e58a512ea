using Grpc.Core;

namespace Pulsepoint.Mcp.Testing.Google.PubSub;

/// <summary>The errors of Pub/Sub that callers can bring about.</summary>
internal static class PubSubError
{
    public static RpcException Missing(string what) => Of(StatusCode.InvalidArgument, $"There is no {what}.");

    public static RpcException Invalid(string why) => Of(StatusCode.InvalidArgument, why);

    public static RpcException Unknown(string name) => Of(StatusCode.NotFound, $"{name} does not exist.");

    public static RpcException Exists(string name) => Of(StatusCode.AlreadyExists, $"{name} exists.");

    private static RpcException Of(StatusCode code, string message) => new(new Status(code, message));
}
