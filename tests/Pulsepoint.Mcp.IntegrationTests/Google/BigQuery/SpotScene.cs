using System.Text;
using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Pulsepoint.Mcp.Core.Metrics.Sql;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>A BigQuery whose faults hit one request of a question, asked by a process whose time stands still until a test moves it.</summary>
internal sealed class SpotScene : IAsyncDisposable
{
    /// <summary>The least that a query of one table is billed.</summary>
    public const long Least = 10L << 20;

    /// <summary>What the tools wait for an answer. BigQuery has 2.2 seconds of it.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(3);

    private static readonly TimeSpan s_noHang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly BigQueryScene _scene;
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SpotScene(BigQueryScene scene, FakeTimeProvider time) => (_scene, Time) = (scene, time);

    public FakeTimeProvider Time { get; }

    public LoopbackBigQuery Server => _scene.Server;

    public OpenBudget Budget => _scene.Budget;

    public BigQueryScene Room => _scene;

    /// <summary>A request of the spot has come.</summary>
    public Task Heard => _heard.Task;

    public static async Task<SpotScene> StartAsync(QuerySpot spot, ITokenAccess? tokens = null)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var scene = new SpotScene(await BigQueryScene.StartAsync(tokens: tokens, time: time), time);
        scene.Server.Faults.Aim = request => Is(spot, request);
        scene.OnSpot(() => { });
        return scene;
    }

    /// <summary>Does this, too, whenever a request of the spot comes.</summary>
    public void OnSpot(Action happens) => Server.Faults.OnRequest = request =>
    {
        if (!Server.Faults.Aim(request))
            return;

        _heard.TrySetResult();
        happens();
    };

    /// <summary>How many requests of a spot there were.</summary>
    public int Asked(QuerySpot spot) => Bodies(spot).Count;

    /// <summary>What they said.</summary>
    public IReadOnlyList<string> Bodies(QuerySpot spot) =>
        [.. Server.Requests.Where(r => Is(spot, $"{r.Method} {r.Path.Split('?')[0]}")).Select(r => Encoding.UTF8.GetString(r.Body.Span))];

    public AnswerContext NewAnswer() => new("query_metrics", AnswerId.New(TimeProvider.System), Patience, Time);

    /// <summary>The next call for the same answer.</summary>
    public AnswerContext Continued(AnswerId answer) => new("query_metrics", answer, Patience, Time) { IsContinued = true };

    public Task<IReadOnlyList<FactRow>> AskAsync(AnswerContext? answer = null, CompiledQuery? query = null) =>
        Task.Run(() => _scene.Warehouse.RunAsync(BigQueryScene.Aurora, answer ?? NewAnswer(), query ?? BigQueryScene.Orders, CancellationToken.None)).WaitAsync(s_noHang);

    public async Task<RefusalException> RefusalAsync(AnswerContext? answer = null, CompiledQuery? query = null) =>
        (await FluentActions.Awaiting(() => AskAsync(answer, query)).Should().ThrowAsync<RefusalException>()).Which;

    /// <summary>Asks, and lets time pass where it must.</summary>
    /// <returns>Null where it was answered, with all its rows.</returns>
    public async Task<RefusalException?> OutcomeAsync(AnswerContext answer)
    {
        try
        {
            (await TickAsync(AskAsync(answer))).Should().HaveCount(2);
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }

    /// <summary>Lets time pass from the first request of the spot on, for waits between tries, until the question has ended.</summary>
    public async Task<T> TickAsync<T>(Task<T> question)
    {
        await Task.WhenAny(Heard, question);
        while (await Task.WhenAny(question, Task.Delay(10)) != question)
            Time.Advance(s_tick);

        return await question;
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    private static bool Is(QuerySpot spot, string request) => spot switch
    {
        QuerySpot.Estimate => request.StartsWith("POST ", StringComparison.Ordinal) && request.EndsWith("/queries", StringComparison.Ordinal),
        QuerySpot.Begin => request.StartsWith("POST ", StringComparison.Ordinal) && request.EndsWith("/jobs", StringComparison.Ordinal),
        QuerySpot.Result => request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains("/queries/", StringComparison.Ordinal),
        QuerySpot.Settlement => request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains("/jobs/", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(spot), spot, null),
    };
}
