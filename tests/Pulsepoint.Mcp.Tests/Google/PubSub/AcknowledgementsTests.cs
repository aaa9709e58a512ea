using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

[CancelAfter(30_000)]
internal sealed class AcknowledgementsTests
{
    [Test]
    public async Task What_is_answered_while_a_request_is_on_its_way_goes_with_the_next_up_to_a_thousand(CancellationToken cancellationToken)
    {
        List<int> sent = [];
        var firstIsSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var firstIsTaken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acknowledgements = new Acknowledgements(async ids =>
        {
            sent.Add(ids.Count);
            firstIsSent.TrySetResult();
            await firstIsTaken.Task;
            return true;
        });

        List<Task<bool>> answers = [acknowledgements.AddAsync("first")];
        await firstIsSent.Task.WaitAsync(cancellationToken);
        answers.AddRange(Enumerable.Range(0, 2_500).Select(i => acknowledgements.AddAsync($"later {i}")));
        firstIsTaken.SetResult();

        (await Task.WhenAll(answers).WaitAsync(cancellationToken)).Should().OnlyContain(taken => taken);
        sent.Should().Equal(1, 1_000, 1_000, 500);
    }

    [Test]
    public async Task A_request_that_fails_is_told_to_those_in_it_and_the_next_goes_all_the_same(CancellationToken cancellationToken)
    {
        var acknowledgements = new Acknowledgements(ids => ids[0] switch
        {
            "refused" => Task.FromResult(false),
            "broken" => throw new InvalidOperationException("No credentials."),
            _ => Task.FromResult(true),
        });

        (await acknowledgements.AddAsync("refused").WaitAsync(cancellationToken)).Should().BeFalse();
        await FluentActions.Awaiting(() => acknowledgements.AddAsync("broken").WaitAsync(cancellationToken)).Should().ThrowAsync<InvalidOperationException>();
        (await acknowledgements.AddAsync("good").WaitAsync(cancellationToken)).Should().BeTrue();
    }
}
