using System.Threading.Channels;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Server.Tools;
using Pulsepoint.Mcp.Testing.Serving;

namespace Pulsepoint.Mcp.Tests.Server;

/// <summary>A tool that works until it is let go, and tells when a call begins and how it ended.</summary>
internal sealed class GatedTool() : TenantTool(s_declaration)
{
    private static readonly ToolDeclaration s_declaration = new()
    {
        Name = "gated",
        Title = "Gated",
        Description = "Waits.",
        Hints = ToolHints.Reads,
        Permission = Permissions.AnalyticsRead,
        InputSchema = """{"type":"object","properties":{"n":{"type":"integer"}}}""",
        OutputSchema = """{"type":"object"}""",
    };

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<int> _began = Channel.CreateUnbounded<int>();
    private readonly Channel<int> _cancelled = Channel.CreateUnbounded<int>();
    private int _atWork;

    public int MostAtWork { get; private set; }

    /// <summary>The calls that were cancelled, as it happens.</summary>
    public ChannelReader<int> Cancelled => _cancelled.Reader;

    public void Open() => _gate.TrySetResult();

    /// <summary>Waits until so many more calls have begun.</summary>
    public async Task BegunAsync(int count)
    {
        for (var i = 0; i < count; i++)
            await _began.Reader.ReadAsync().AsTask().WaitAsync(McpPair.Timeout);
    }

    public override async Task<ToolAnswer> CallAsync(TenantContext tenant, AnswerContext answer, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var n = arguments.Number("n") ?? 0;
        lock (_gate)
            MostAtWork = Math.Max(MostAtWork, ++_atWork);

        await _began.Writer.WriteAsync(n, cancellationToken);
        try
        {
            await _gate.Task.WaitAsync(cancellationToken);
            return new ToolAnswer { Summary = $"done {n}", Body = writer => writer.WriteNumber("n", n) };
        }
        catch (OperationCanceledException)
        {
            await _cancelled.Writer.WriteAsync(n, CancellationToken.None);
            throw;
        }
        finally
        {
            lock (_gate)
                _atWork--;
        }
    }
}
