using System.Threading.Channels;
using Pulsepoint.Mcp.Core.Alerts;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Usage;

namespace Pulsepoint.Mcp.Testing.Alerts;

/// <summary>A stream of events that a test fills; whoever adds one can wait until it was dealt with.</summary>
public sealed class ChannelStream : IUsageStream
{
    private readonly Channel<StreamedUsage> _events = Channel.CreateUnbounded<StreamedUsage>();

    public IAsyncEnumerable<StreamedUsage> ReadAsync(TenantContext tenant, CancellationToken cancellationToken) => _events.Reader.ReadAllAsync(cancellationToken);

    public Task AddAsync(UsageEvent usage)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _events.Writer.TryWrite(new StreamedUsage(
            usage,
            _ =>
            {
                done.TrySetResult();
                return Task.CompletedTask;
            }));
        return done.Task;
    }

    public void End() => _events.Writer.Complete();
}
