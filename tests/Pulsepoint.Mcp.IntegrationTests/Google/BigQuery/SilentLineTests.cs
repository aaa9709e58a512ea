using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>What an operator starts has no time limit of its own, so every request has one, to the last byte of its answer.</summary>
internal sealed class SilentLineTests
{
    private static readonly TimeSpan s_noHang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestTry = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(300);

    [Test]
    public async Task A_line_that_falls_silent_in_the_middle_of_an_answer_is_given_up_and_asked_again()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var scene = await BigQueryScene.StartAsync(time: time);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Server.Faults.OnRequest = _ => heard.TrySetResult();
        scene.Server.Faults.StallAnswers(1);

        var asking = AskAsync(scene);
        await heard.Task.WaitAsync(s_noHang);
        time.Advance(s_longestTry);
        var found = await PassAsync(time, s_wait, asking);

        found.DatasetReference.DatasetId.Should().Be(BigQueryScene.Dataset);
        scene.Server.Requests.Should().HaveCount(2);
    }

    [Test]
    public async Task A_line_that_stays_silent_is_an_error_in_the_end()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var scene = await BigQueryScene.StartAsync(time: time);
        scene.Server.Faults.StallAnswers(int.MaxValue);

        var asking = () => PassAsync(time, s_longestTry, AskAsync(scene));

        (await asking.Should().ThrowAsync<BigQueryException>()).Which.Problem.Should().Be(BigQueryProblem.NotNow);
    }

    private static Task<Dataset> AskAsync(BigQueryScene scene) =>
        scene.Datasets.GetAsync(Caller.Operator, new DatasetReference(BigQueryScene.Project, BigQueryScene.Dataset), CancellationToken.None).WaitAsync(s_noHang);

    // As much time as is said, whenever nothing has happened for a while.
    private static async Task<T> PassAsync<T>(FakeTimeProvider time, TimeSpan step, Task<T> work)
    {
        while (await Task.WhenAny(work, Task.Delay(50)) != work)
            time.Advance(step);

        return await work;
    }
}
