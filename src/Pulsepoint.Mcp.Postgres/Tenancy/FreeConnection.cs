using System.Net.Sockets;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// Waits for a connection of a full server: many processes that log in at the same moment take turns. Up to sixteen seconds
/// in all, each wait twice as long as the one before and spread: to be turned away costs the server half a login, and those
/// who come back too often keep it from letting anybody in.
/// </summary>
internal static class FreeConnection
{
    public static ResiliencePipeline Wait(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(IsLacking),
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(250),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>The server is full, or so many knock at once that its queue is (which only a Unix socket tells).</summary>
    public static bool IsLacking(NpgsqlException failure) => failure
        is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }
        or { InnerException: SocketException { SocketErrorCode: SocketError.WouldBlock } };
}
